package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.importer.DebianArchitecture;
import dev.patchproof.catalog.importer.DebianSuiteImport;
import dev.patchproof.catalog.importer.ImportException;
import dev.patchproof.catalog.importer.Suite;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import}: published data to a catalog file. */
@Command(name = "import", description = "Writes a catalog file from published data.", mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, description = "What is imported: debian-packages.")
    private String from;

    @Option(names = "--suite", required = true, description = "Security suite, such as bookworm-security.")
    private String suite;

    @Option(names = "--as-of", required = true, description = "The day on which the data was fetched.")
    private String asOf;

    @Option(
            names = "--architecture",
            required = true,
            paramLabel = "ARCH=FILE",
            description = "Packages index of an architecture (amd64, arm64, i386): plain, xz, gz or lz4. Repeatable.")
    private List<String> architectures;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the file is written.")
    private Path directory;

    @Override
    public Integer call() {
        if (!from.equals("debian-packages")) {
            throw wrong("expected --from debian-packages, found '" + from + "'");
        }
        try {
            Path written = DebianSuiteImport.run(suite(), asOf(), indexes(), directory);
            spec.commandLine().getOut().println("wrote " + written);
            return 0;
        } catch (ImportException givenUp) {
            spec.commandLine().getErr().println(givenUp.getMessage());
            return CatalogTool.PROBLEMS;
        }
    }

    private Suite suite() {
        try {
            return new Suite(suite);
        } catch (IllegalArgumentException notASuite) {
            throw wrong(String.valueOf(notASuite.getMessage()));
        }
    }

    private LocalDate asOf() {
        try {
            return LocalDate.parse(asOf);
        } catch (DateTimeException notADay) {
            throw wrong("expected --as-of with a day such as 2026-11-23, found '" + asOf + "'");
        }
    }

    private Map<DebianArchitecture, Path> indexes() {
        Map<DebianArchitecture, Path> indexes = new EnumMap<>(DebianArchitecture.class);
        for (String pair : architectures) {
            int equals = pair.indexOf('=');
            DebianArchitecture architecture = architecture(equals < 0 ? pair : pair.substring(0, equals));
            if (equals < 0 || indexes.put(architecture, Path.of(pair.substring(equals + 1))) != null) {
                throw wrong("expected --architecture ARCH=FILE once per architecture, found '" + pair + "'");
            }
        }
        return indexes;
    }

    private DebianArchitecture architecture(String name) {
        for (DebianArchitecture architecture : DebianArchitecture.values()) {
            if (architecture.debianName().equals(name)) {
                return architecture;
            }
        }
        throw wrong("expected amd64, arm64 or i386, found '" + name + "'");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
