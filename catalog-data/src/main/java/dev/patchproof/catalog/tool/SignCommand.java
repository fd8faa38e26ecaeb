package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.release.CatalogSigner;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sign FILE}: signs a release with a catalog key. */
@Command(
        name = "sign",
        description = "Signs a release file, in its place or as another file.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
final class SignCommand implements Callable<Integer> {
    /** A password on the command line is seen by everybody who lists processes. */
    private static final String PASSWORD = "PATCHPROOF_CATALOG_PASSWORD";

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The release.")
    private Path file;

    @Option(names = "--keystore", required = true, paramLabel = "P12", description = "PKCS#12 file with the key.")
    private Path keystore;

    @Option(names = "--alias", description = "Which key; may be left out where the file holds one.")
    private Optional<String> alias;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password; else the environment variable " + PASSWORD + ".")
    private Optional<Path> passwordFile;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the signed release is written.")
    private Optional<Path> out;

    SignCommand() {
        this(System.getenv());
    }

    SignCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Integer call() {
        char[] password = password();
        try {
            CatalogSigner signer = CatalogSigner.read(keystore, password, alias);
            Path target = out.orElse(file);
            ReleaseOutput.write(signer.sign(ReleaseReader.read(file)), target);
            spec.commandLine().getOut().println("wrote " + target + ", signed by " + signer.id());
            return 0;
        } catch (ReleaseException givenUp) {
            spec.commandLine().getErr().println(givenUp.getMessage());
            return CatalogTool.PROBLEMS;
        }
    }

    private char[] password() {
        if (passwordFile.isPresent()) {
            try {
                return Files.readString(passwordFile.get())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .toCharArray();
            } catch (IOException notReadable) {
                throw new ParameterException(
                        spec.commandLine(), "expected a readable --password-file, found " + notReadable, notReadable);
            }
        }
        String given = environment.get(PASSWORD);
        if (given == null) {
            throw new ParameterException(
                    spec.commandLine(), "expected --password-file or the variable " + PASSWORD + ", found neither");
        }
        return given.toCharArray();
    }
}
