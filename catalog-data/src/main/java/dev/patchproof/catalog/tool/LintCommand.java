package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.reader.Problem;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lint DIR}: every problem of a catalog directory, or one line that there is none. */
@Command(
        name = "lint",
        description = "Checks a catalog directory; prints file, path and reason of each problem.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
final class LintCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The catalog directory.")
    private Path directory;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(spec.commandLine(), "expected a directory, found " + directory);
        }
        try {
            Catalog catalog = CatalogReader.read(directory);
            out.println(catalog.updates().size() + " updates and "
                    + catalog.products().size() + " product releases, no problems; release " + catalog.release());
            return 0;
        } catch (CatalogException refused) {
            refused.problems().forEach(problem -> out.println(line(problem)));
            return CatalogTool.PROBLEMS;
        }
    }

    private String line(Problem problem) {
        String file = problem.file().isEmpty() ? directory.toString() : problem.file();
        String path = problem.path().isEmpty() ? "(whole)" : problem.path();
        return file + ": " + path + ": " + problem.message();
    }
}
