package dev.patchproof.probe;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.Query;
import java.util.function.Function;

/** What is worth saying of one answer beyond its case; empty where nothing is. */
final class ObservationDetails implements Query.Cases<String> {
    private final Evidence evidence;

    ObservationDetails(Evidence evidence) {
        this.evidence = evidence;
    }

    private <T> String of(Query<T> query, Function<T, String> words) {
        return evidence.find(query)
                .fold(
                        words,
                        () -> "",
                        missing -> Terminal.plain(missing.detail()),
                        failed -> Terminal.plain(failed.message()));
    }

    @Override
    public String debianPackages(Query.DebianPackages query) {
        return of(query, fact -> {
            int compared = 0;
            int differing = 0;
            for (DebianPackage one : fact.packages()) {
                compared += one.files().<Integer>fold(PackageFiles::recorded, () -> 0, missing -> 0, failed -> 0);
                differing += one.files()
                        .<Integer>fold(files -> files.differing().size(), () -> 0, missing -> 0, failed -> 0);
            }
            return fact.packages().size() + " packages with version and state, " + compared + " files compared, "
                    + differing + " of them named because they differ";
        });
    }

    @Override
    public String replacedMappings(Query.ReplacedMappings query) {
        return of(
                query,
                fact -> fact.replaced().size() + " replaced files in use, "
                        + fact.unreadable().size()
                        + " processes that could not be looked at, each by number and name");
    }

    @Override
    public String windowsRestart(Query.WindowsRestart query) {
        return of(query, fact -> fact.pendingFileRenames()
                .fold(
                        paths -> paths.size() + " paths that wait for a restart",
                        () -> "no paths that wait for a restart",
                        missing -> Terminal.plain(missing.detail()),
                        failed -> Terminal.plain(failed.message())));
    }

    @Override
    public String linuxKernel(Query.LinuxKernel query) {
        return of(query, fact -> "names and versions of kernels");
    }

    @Override
    public String rebootRequired(Query.RebootRequired query) {
        return of(query, fact -> "packages that ask for a restart");
    }

    @Override
    public String registryKey(Query.RegistryKey query) {
        return "";
    }

    @Override
    public String registryValue(Query.RegistryValue query) {
        return "";
    }

    @Override
    public String windowsFile(Query.WindowsFile query) {
        return "";
    }
}
