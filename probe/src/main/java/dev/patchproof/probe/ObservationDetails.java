package dev.patchproof.probe;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.Query;
import java.util.List;
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

    /** For kinds that a plan asks for by the hundred: what is sent of each, without what failed. */
    private static String found(Finding<?> finding, String words) {
        return finding.fold(value -> words, () -> "", missing -> "", failed -> "");
    }

    @Override
    public String debianPackages(Query.DebianPackages query) {
        return packages(query);
    }

    @Override
    public String everyDebianPackage(Query.EveryDebianPackage query) {
        return packages(query);
    }

    private String packages(Query<DebianPackagesFact> query) {
        return of(query, fact -> {
            int compared = 0;
            int differing = 0;
            int stray = 0;
            for (DebianPackage one : fact.packages()) {
                compared += one.files().<Integer>fold(PackageFiles::recorded, () -> 0, missing -> 0, failed -> 0);
                differing += one.files()
                        .<Integer>fold(files -> files.differing().size(), () -> 0, missing -> 0, failed -> 0);
                stray += one.files()
                        .map(PackageFiles::strayLinks)
                        .<Integer>fold(
                                links -> links.<Integer>fold(List::size, () -> 0, missing -> 0, failed -> 0),
                                () -> 0,
                                missing -> 0,
                                failed -> 0);
            }
            return fact.packages().size() + " packages with version and state, " + compared + " files compared, "
                    + differing + " of them named because they differ"
                    + (stray == 0 ? "" : ", " + stray + " links of libraries named because they lead elsewhere");
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
        return of(
                query,
                fact -> counted(fact.pendingFileRenames(), "paths that wait for a restart")
                        + ", whether Windows and Windows Update ask for one, time of the list of work put off to it");
    }

    @Override
    public String linuxKernel(Query.LinuxKernel query) {
        return of(query, fact -> "names and versions of kernels, names of live patches");
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
        return found(evidence.find(query), "type and data of each, and when its key was written");
    }

    @Override
    public String windowsFile(Query.WindowsFile query) {
        return found(evidence.find(query), "size, times, digest and versions of each");
    }

    @Override
    public String windowsServicing(Query.WindowsServicing query) {
        return of(
                query,
                fact -> counted(fact.packages(), "packages of Windows itself, each with name, state, error and time")
                        + ", " + counted(fact.servicingStacks(), "versions of the servicing stack")
                        + ", release of .NET");
    }

    @Override
    public String loadedModules(Query.LoadedModules query) {
        return of(
                query,
                fact -> fact.modules().size() + " versions of system files in memory with the processes that use them, "
                        + fact.unreadable().size()
                        + " processes that could not be looked at, each by number, name and start");
    }

    @Override
    public String windowsKernel(Query.WindowsKernel query) {
        return found(evidence.find(query), "version of the kernel that runs");
    }

    @Override
    public String ubuntuOffers(Query.UbuntuOffers query) {
        return of(
                query,
                fact -> "whether this computer is attached to Ubuntu Pro, "
                        + counted(fact.archives(), "archives of Ubuntu known to apt") + ", "
                        + counted(fact.phased(), "offers of packages that come in phases"));
    }

    @Override
    public String fileSignature(Query.FileSignature query) {
        return found(evidence.find(query), "names of the signed catalogs that hold each, and of their signers");
    }

    private static String counted(Finding<? extends List<?>> list, String words) {
        return list.fold(
                items -> items.size() + " " + words,
                () -> "no " + words,
                missing -> Terminal.plain(missing.detail()),
                failed -> Terminal.plain(failed.message()));
    }
}
