package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.importer.CatalogFolder;
import dev.patchproof.catalog.importer.ImportException;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.ImportOption;
import dev.patchproof.catalog.importer.ImportRequest;
import dev.patchproof.catalog.importer.Imported;
import dev.patchproof.catalog.importer.Importer;
import dev.patchproof.catalog.importer.Importers;
import dev.patchproof.catalog.importer.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: published data to catalog files. */
@Command(
        name = "import",
        description = "Writes catalog files from published data, and reports what it did not believe.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "KIND", description = "What is imported; see below.")
    private String from;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files are written.")
    private Path directory;

    @Option(names = "--quarantine", paramLabel = "FILE", description = "Where the quarantine is written as JSON.")
    private @Nullable Path quarantineFile;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "The documents.")
    private @Nullable List<Path> files;

    /** Adds what the importers ask for, and names them in the help. */
    static void complete(CommandSpec spec) {
        for (ImportOption option : ImportOption.values()) {
            spec.addOption(OptionSpec.builder(option.flag())
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .paramLabel(option.value())
                    .description(option.description())
                    .build());
        }
        spec.usageMessage()
                .footer(Importers.all().stream()
                        .map(importer -> importer.name() + ": " + importer.description())
                        .toArray(String[]::new));
    }

    @Override
    public Integer call() {
        Importer importer = Importers.named(from)
                .orElseThrow(
                        () -> wrong("expected --from with one of " + Importers.names() + "; found '" + from + "'"));
        try {
            Imported imported =
                    importer.read(new ImportRequest(files == null ? List.of() : files, options(importer), directory));
            for (Path written : new CatalogFolder(directory).place(imported.files())) {
                spec.commandLine().getOut().println("wrote " + written);
            }
            report(imported.quarantine());
            return 0;
        } catch (ImportException givenUp) {
            if (givenUp.reason() == Reason.WRONG_OPTION) {
                throw wrong(String.valueOf(givenUp.getMessage()));
            }
            spec.commandLine().getErr().println(givenUp.getMessage());
            return CatalogTool.PROBLEMS;
        }
    }

    private void report(Quarantine quarantine) throws ImportException {
        if (quarantineFile != null) {
            try {
                Files.writeString(quarantineFile, quarantine.json());
            } catch (IOException notWritable) {
                throw new ImportException(
                        Reason.NOT_WRITABLE,
                        quarantineFile + ": expected to write here, found " + notWritable,
                        notWritable);
            }
        }
        spec.commandLine().getOut().print(quarantine.summary());
        spec.commandLine().getOut().flush();
    }

    private Map<ImportOption, List<String>> options(Importer importer) {
        Map<ImportOption, List<String>> given = new EnumMap<>(ImportOption.class);
        for (ImportOption option : ImportOption.values()) {
            @Nullable List<String> values = spec.findOption(option.flag()).getValue();
            if (values != null && !values.isEmpty()) {
                if (!importer.options().contains(option)) {
                    throw wrong("expected no " + option.flag() + " with --from " + from + ", found it");
                }
                given.put(option, values);
            }
        }
        return given;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
