package dev.patchproof.probe;

import dev.patchproof.probe.Options.Mode;
import dev.patchproof.probe.conversation.Conversation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command line. Every error is one line on the error stream and an exit code; {@code -Dpatchproof.debug} adds traces. */
@Command(
        name = "patchproof-probe",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Looks whether the security updates that this computer claims are really there and in force.",
        footer = {
            "",
            "Exit codes: 0 up to date; 1 not up to date, restart needed or unsupported;",
            "2 unverified, cannot tell, or no verdict because nothing was sent;",
            "64 wrong use; 69 portal unreachable; 70 internal error; 76 protocol or signature refused."
        })
public final class Main implements Callable<Integer> {

    @Option(
            names = "--portal",
            paramLabel = "URL",
            description = "Start a check on this portal. A downloaded probe knows its portal without.")
    private @Nullable String portal;

    @Option(names = "--yes", description = "Agree in advance to sending the evidence.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show everything that would be sent, and send no evidence.")
    private boolean dryRun;

    @Option(
            names = "--evidence-only",
            description = "Print the payload alone (or save it, signed, with --save), and send no evidence.")
    private boolean evidenceOnly;

    @Option(names = "--output", paramLabel = "text|json", description = "Form of the result. Default: text.")
    private Output output = Output.text;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the signed evidence to this file.")
    private @Nullable Path save;

    @Option(names = "--root", paramLabel = "DIR", description = "Read this Linux root folder instead of this system.")
    private @Nullable Path root;

    @Option(names = "--limits", description = "Print everything that a portal may ask of this computer, and stop.")
    private boolean limits;

    @Option(
            names = "--identity",
            paramLabel = "windows-my[:NAME]|FILE.p12|pkcs11:FILE",
            description = "Sign with a certificate that your company gave this computer, which tells the portal which"
                    + " computer it is.")
    private @Nullable String identity;

    @Option(
            names = "--identity-name",
            paramLabel = "NAME",
            description = "Alias, subject or common name of that certificate, where there are several.")
    private @Nullable String identityName;

    @Option(
            names = "--identity-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of the key store or the PIN of the token.")
    private @Nullable Path identityPasswordFile;

    private final Setup setup;
    private final Terminal terminal;

    Main(Setup setup, Terminal terminal) {
        this.setup = setup;
        this.terminal = terminal;
    }

    /** Starts the program. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.ofThisProgram();
        try {
            System.exit(run(ThisComputer.ofThisProgram(Version.ofThisProgram()), terminal, args));
        } catch (IOException e) {
            terminal.warn(String.valueOf(e.getMessage()));
            System.exit(ExitCode.INTERNAL.number());
        }
    }

    static int run(Setup setup, Terminal terminal, String... args) {
        CommandLine commandLine = new CommandLine(new Main(setup, terminal))
                .addSubcommand(new ForgetMe(setup, terminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(terminal.outStream(), true, Charset.defaultCharset()))
                .setErr(new PrintWriter(terminal.progressStream(), true, Charset.defaultCharset()));
        commandLine.setParameterExceptionHandler((failure, given) -> {
            terminal.warn(Terminal.plain(String.valueOf(failure.getMessage())) + " (--help shows the options)");
            return ExitCode.USAGE.number();
        });
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            trace(terminal, failure);
            terminal.warn("The probe failed: " + Terminal.plain(failure.toString())
                    + " (java -Dpatchproof.debug shows where)");
            return ExitCode.INTERNAL.number();
        });
        return commandLine.execute(args);
    }

    private static void trace(Terminal terminal, Exception failure) {
        if (System.getProperty("patchproof.debug") != null) {
            failure.printStackTrace(terminal.progressStream());
        }
    }

    /** Without effect of its own: a window comes only where there is no argument at all, see {@code DoubleClick}. */
    @Option(names = "--no-gui", description = "Open no window, even where nobody is at a terminal.")
    void stayInTerminal(boolean asked) {}

    @Override
    public Integer call() {
        if (limits) {
            RunLimits.lines().forEach(terminal::say);
            return 0;
        }
        // where a program reads the output, only the result belongs on it
        Conversation conversation = new TerminalConversation(terminal, output == Output.json || evidenceOnly);
        try {
            return new WholeRun(setup, conversation, terminal.progressStream())
                    .run(options())
                    .number();
        } catch (UsageException e) {
            conversation.fails(Terminal.plain(String.valueOf(e.getMessage())), ExitCode.USAGE.advice());
            return ExitCode.USAGE.number();
        }
    }

    private Options options() throws UsageException {
        if (dryRun && evidenceOnly) {
            throw new UsageException("--dry-run and --evidence-only cannot be combined.");
        }
        Mode mode = dryRun ? Mode.DRY_RUN : evidenceOnly ? Mode.EVIDENCE_ONLY : Mode.CHECK;
        return new Options(
                Optional.ofNullable(portal),
                yes,
                mode,
                output == Output.json,
                Optional.ofNullable(root),
                Optional.ofNullable(save),
                identityOption());
    }

    private Optional<IdentityOption> identityOption() throws UsageException {
        if (identity == null && (identityName != null || identityPasswordFile != null)) {
            throw new UsageException("--identity-name and --identity-password-file go with --identity.");
        }
        return Optional.ofNullable(identity)
                .map(place -> new IdentityOption(
                        place, Optional.ofNullable(identityName), Optional.ofNullable(identityPasswordFile)));
    }

    /** Forms of the result, in the words of the command line. */
    enum Output {
        text,
        json
    }

    /** The version as the jar's manifest has it. */
    static final class Version implements IVersionProvider {

        static String ofThisProgram() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "unknown" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"patchproof-probe " + ofThisProgram()};
        }
    }
}
