package dev.patchproof.portal;

import dev.patchproof.portal.access.TokenCommand;
import dev.patchproof.portal.bundle.RuntimesCommand;
import dev.patchproof.portal.release.CatalogCommand;
import dev.patchproof.portal.signing.KeysCommand;
import dev.patchproof.portal.signing.ProbeCommand;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of an administrator. */
@Singleton
public final class AdminCommands implements QuarkusApplication {
    private static final int USAGE = 64;

    private final TokenCommand token;
    private final CatalogCommand catalog;
    private final ProbeCommand probe;
    private final KeysCommand keys;
    private final RuntimesCommand runtimes;

    @Inject
    AdminCommands(
            TokenCommand token,
            CatalogCommand catalog,
            ProbeCommand probe,
            KeysCommand keys,
            RuntimesCommand runtimes) {
        this.token = token;
        this.catalog = catalog;
        this.probe = probe;
        this.keys = keys;
        this.runtimes = runtimes;
    }

    @Override
    public int run(String... arguments) {
        CommandLine commands = new CommandLine(CommandSpec.forAnnotatedObject(new Root()));
        commands.addSubcommand(token);
        commands.addSubcommand(catalog);
        commands.addSubcommand(probe);
        commands.addSubcommand(keys);
        commands.addSubcommand(runtimes);
        commands.setExecutionStrategy(new CommandLine.RunLast());
        commands.getCommandSpec().exitCodeOnInvalidInput(USAGE);
        commands.getSubcommands().values().forEach(AdminCommands::usageExit);
        return commands.execute(arguments);
    }

    private static void usageExit(CommandLine command) {
        command.getCommandSpec().exitCodeOnInvalidInput(USAGE);
        command.getSubcommands().values().forEach(AdminCommands::usageExit);
    }

    /** Without a command of its own. */
    @Command(
            name = "quarkus-run.jar",
            description = "Patchproof's portal. Serves when started without arguments.",
            mixinStandardHelpOptions = true)
    static final class Root {}
}
