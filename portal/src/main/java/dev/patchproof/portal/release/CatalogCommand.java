package dev.patchproof.portal.release;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code catalog import|list}. */
@Dependent
@Command(name = "catalog", description = "Catalog releases of this portal.", mixinStandardHelpOptions = true)
public final class CatalogCommand implements Runnable {
    private static final int NOT_DONE = 1;

    // Made with every command, also those that need no catalog.
    private final Instance<Releases> releases;
    private final Instance<CatalogInUse> catalog;

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Inject
    CatalogCommand(Instance<Releases> releases, Instance<CatalogInUse> catalog) {
        this.releases = releases;
        this.catalog = catalog;
    }

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "expected import or list");
    }

    @Command(
            name = "import",
            description = "Takes a release file into use; a portal that serves follows within seconds.")
    int take(@Parameters(paramLabel = "FILE", description = "The release.") Path file) {
        ImportOutcome outcome = releases.get().take(file);
        return switch (outcome.kind()) {
            case TAKEN, ALREADY_IN_USE -> {
                spec().commandLine().getOut().println(outcome.message());
                yield 0;
            }
            case REFUSED -> {
                spec().commandLine().getErr().println(outcome.message());
                yield NOT_DONE;
            }
        };
    }

    @Command(name = "list", description = "Lists the releases that are kept, and the one in use.")
    int list() {
        CatalogSnapshot inUse = catalog.get().snapshot();
        String underlying = catalog.get().underlying().release();
        catalog.get().kept().forEach(manifest -> spec().commandLine()
                .getOut()
                .println(manifest.sequence() + "  as of " + manifest.asOf() + "  " + manifest.digest()
                        + (manifest.digest().equals(underlying) ? "  in use" : "")));
        if (inUse.manifest().isEmpty()) {
            spec().commandLine().getErr().println("In use: " + inUse.source() + ".");
        }
        return 0;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli alone");
        }
        return spec;
    }
}
