package dev.patchproof.portal.signing;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keys list|rotate}. */
@Dependent
@Command(
        name = "keys",
        description = "The keys that tickets and plans are signed with.",
        mixinStandardHelpOptions = true)
public final class KeysCommand implements Runnable {
    private final PortalKeys keys;
    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Inject
    KeysCommand(PortalKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "expected list or rotate");
    }

    @Command(name = "list", description = "Lists the public halves: the root key, the key in use, those before it.")
    int list() {
        TokenKeys.Ring ring = keys.tokens().ring();
        say(keys.root().getKeyId() + "  root");
        say(ring.current().getKeyId() + "  in use"
                + TokenKeys.madeAt(ring.current()).map(when -> " since " + when).orElse(""));
        ring.retired()
                .forEach(key -> say(key.getKeyId() + "  replaced " + TokenKeys.retiredAt(key)
                        + (key.getPrivateKey() == null ? ", private half destroyed" : "")));
        return 0;
    }

    @Command(
            name = "rotate",
            description = "Makes a new key under the root. Probes already downloaded go on with the old one.")
    int rotate(
            @Option(
                            names = "--discard",
                            description = "Trust old keys no more: they are deleted, and every open check ends.")
                    boolean discard) {
        TokenKeys.Ring ring = keys.tokens().rotate(clock.instant(), !discard);
        say(ring.current().getKeyId() + "  in use; a portal that serves takes it at once");
        return 0;
    }

    private void say(String line) {
        spec().commandLine().getOut().println(line);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli alone");
        }
        return spec;
    }
}
