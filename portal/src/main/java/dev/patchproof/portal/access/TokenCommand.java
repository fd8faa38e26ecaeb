package dev.patchproof.portal.access;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token create|list|revoke}. */
@Dependent
@Command(
        name = "token",
        description = "Tokens, which open the compliance API or the administrator's pages.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Runnable {
    private static final int NOT_DONE = 1;

    private final ApiTokens tokens;

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Inject
    TokenCommand(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "expected create, list or revoke");
    }

    @Command(name = "create", description = "Makes a token and prints its secret, once.")
    int create(
            @Option(names = "--name", required = true, description = "What it is for.") String name,
            @Option(
                            names = "--role",
                            defaultValue = "compliance",
                            description = "compliance (the default) or administrator.")
                    String role) {
        try {
            Optional<String> secret = tokens.create(name, role(role));
            secret.ifPresentOrElse(
                    value -> spec().commandLine().getOut().println(value),
                    () -> spec().commandLine().getErr().println("There is, or was, a token named " + name + "."));
            return secret.isPresent() ? 0 : NOT_DONE;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    @Command(name = "list", description = "Lists names and dates.")
    int list() {
        List<ApiTokens.ApiToken> all = tokens.list();
        all.forEach(token -> spec().commandLine()
                .getOut()
                .println(token.name() + "  " + token.role().name().toLowerCase(Locale.ROOT) + "  created "
                        + token.createdAt()
                        + token.revokedAt().map(when -> "  revoked " + when).orElse("")));
        if (all.isEmpty()) {
            spec().commandLine().getErr().println("There is no token.");
        }
        return 0;
    }

    @Command(name = "revoke", description = "Ends a token.")
    int revoke(@Option(names = "--name", required = true, description = "Its name.") String name) {
        boolean revoked = tokens.revoke(name);
        spec().commandLine()
                .getErr()
                .println(revoked ? "Revoked " + name + "." : "There is no token named " + name + " that still holds.");
        return revoked ? 0 : NOT_DONE;
    }

    private Role role(String name) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
                return role;
            }
        }
        throw new ParameterException(
                spec().commandLine(), "expected --role compliance or administrator, found '" + name + "'");
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli alone");
        }
        return spec;
    }
}
