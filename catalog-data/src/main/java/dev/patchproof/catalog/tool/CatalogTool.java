package dev.patchproof.catalog.tool;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of {@code patchproof-catalog.jar}. */
@Command(
        name = "patchproof-catalog",
        description = "Checks, imports, compares and signs Patchproof catalogs.",
        mixinStandardHelpOptions = true,
        versionProvider = CatalogTool.Version.class,
        subcommands = {
            LintCommand.class,
            DiffCommand.class,
            ReleaseCommand.class,
            SignCommand.class,
            VerifyCommand.class
        })
public final class CatalogTool implements Runnable {
    static final int PROBLEMS = 1;
    static final int USAGE = 64;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    public static void main(String[] arguments) {
        // The schema validator logs through SLF4J, of which this jar has no provider and wants none.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine tool = new CommandLine(new CatalogTool());
        CommandSpec importing = CommandSpec.forAnnotatedObject(new ImportCommand());
        ImportCommand.complete(importing);
        tool.addSubcommand(importing);
        return tool.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CatalogTool::wrongUse)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "expected a command: lint, import, diff, release, sign or verify");
    }

    private static int wrongUse(ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println(wrong.getMessage());
        wrong.getCommandLine().usage(err);
        return USAGE;
    }

    /** The version that the jar's manifest names. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = CatalogTool.class.getPackage().getImplementationVersion();
            return new String[] {"patchproof-catalog " + (version == null ? "(not packaged)" : version)};
        }
    }
}
