package dev.patchproof.catalog.tool;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.release.CatalogKeys;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseReader;
import dev.patchproof.catalog.release.TrustedRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify FILE}: whether a portal that trusts these keys would take the release. */
@Command(
        name = "verify",
        description = "Verifies signature, digests and content of a release file.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The release.")
    private Path file;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "Trusted keys: a JWK set or a certificate. Repeatable.")
    private List<Path> keys;

    @Override
    public Integer call() {
        try {
            TrustedRelease release = CatalogKeys.read(keys).verify(ReleaseReader.read(file));
            Catalog catalog = release.catalog();
            spec.commandLine()
                    .getOut()
                    .println("verified: release " + release.manifest().sequence() + " as of "
                            + release.manifest().asOf() + ", digest "
                            + release.manifest().digest() + ", "
                            + catalog.updates().size() + " updates and "
                            + catalog.products().size() + " product releases, signed by "
                            + release.signedBy().orElseThrow());
            return 0;
        } catch (ReleaseException refused) {
            spec.commandLine().getErr().println(refused.reason() + ": " + refused.getMessage());
            return CatalogTool.PROBLEMS;
        }
    }
}
