package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import dev.patchproof.catalog.release.ReleaseFile;
import dev.patchproof.catalog.release.ReleaseMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code release DIR}: one file of a catalog directory, not yet signed. */
@Command(
        name = "release",
        description = "Makes a release file of a catalog directory; sign it before a portal takes it.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
final class ReleaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The catalog directory.")
    private Path directory;

    @Option(names = "--as-of", required = true, description = "The day up to which it holds the published facts.")
    private String asOf;

    @Option(
            names = "--sequence",
            required = true,
            description = "Number of the release: higher than that of any before it.")
    private long sequence;

    @Option(names = "--quarantine", paramLabel = "FILE", description = "The importers' quarantine report (JSON).")
    private Optional<Path> quarantine;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the release is written.")
    private Path file;

    @Override
    public Integer call() {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(spec.commandLine(), "expected a directory, found " + directory);
        }
        if (sequence < 1) {
            throw new ParameterException(spec.commandLine(), "expected --sequence of 1 or more, found " + sequence);
        }
        LocalDate day = day();
        try {
            ReleaseFile release = ReleaseMaker.make(directory, day, sequence, report());
            ReleaseOutput.write(release, file);
            spec.commandLine()
                    .getOut()
                    .println("wrote " + file + ": release " + sequence + " as of " + day + ", digest "
                            + release.manifest().digest() + "; not signed");
            return 0;
        } catch (ReleaseException givenUp) {
            spec.commandLine().getErr().println(givenUp.getMessage());
            return CatalogTool.PROBLEMS;
        }
    }

    private Optional<String> report() throws ReleaseException {
        if (quarantine.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(quarantine.get()));
        } catch (IOException notReadable) {
            throw new ReleaseException(
                    Reason.NOT_READABLE,
                    quarantine.get() + ": expected a readable file of UTF-8 text, found " + notReadable,
                    notReadable);
        }
    }

    private LocalDate day() {
        try {
            return LocalDate.parse(asOf);
        } catch (DateTimeException notADay) {
            throw new ParameterException(
                    spec.commandLine(), "expected --as-of with a day such as 2026-11-23, found '" + asOf + "'");
        }
    }
}
