package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Component Based Servicing has written down. Every package, whatever its name: which one belongs to which update
 * is the appraisal's to tell. Windows before Vista has no such keys; then the lists do not exist.
 */
final class ServicingReader {

    /** Some 4,000 packages are usual on a server that was updated for years. */
    static final int MAX_PACKAGES = 20_000;

    static final int MAX_STACKS = 1_000;

    private static final RegistryPath PACKAGES =
            RegistryPath.machine("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Packages");
    private static final RegistryPath STACKS =
            RegistryPath.machine("SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\Version");
    private static final RegistryPath DOT_NET_4 =
            RegistryPath.machine("SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full");

    private final Registry registry;
    private final RegistryReader reader;

    ServicingReader(Registry registry, RegistryReader reader) {
        this.registry = registry;
        this.reader = reader;
    }

    WindowsServicingFact read() {
        return new WindowsServicingFact(
                bounded("packages", reader.subKeys(PACKAGES), MAX_PACKAGES).map(this::packages),
                bounded("servicing stacks", reader.valueNames(STACKS), MAX_STACKS),
                reader.number(DOT_NET_4, "Release"));
    }

    private static Finding<List<String>> bounded(String what, Finding<List<String>> names, int most) {
        return names.<Finding<List<String>>>fold(
                found -> found.size() <= most
                        ? names
                        : Finding.notCollected(
                                NotCollectedReason.LIMIT_REACHED,
                                "this computer has " + found.size() + " " + what + "; up to " + most + " are read"),
                () -> names,
                missing -> names,
                failed -> names);
    }

    private List<CbsPackage> packages(List<String> names) {
        List<CbsPackage> packages = new ArrayList<>(names.size());
        for (String name : names) {
            read(name).ifPresent(packages::add);
        }
        return packages;
    }

    /** The package; empty where it was deleted since its name was listed, which leaves none to tell of. */
    private Optional<CbsPackage> read(String name) {
        RegistryPath path = RegistryPath.machine(PACKAGES.subKey() + "\\" + name);
        try (Registry.OpenKey key = registry.open(path, RegistryView.NATIVE)) {
            return Optional.of(new CbsPackage(
                    name,
                    number(key, path, "CurrentState"),
                    number(key, path, "LastError"),
                    InstallTime.of(
                            () -> path + ", install time",
                            number(key, path, "InstallTimeHigh"),
                            number(key, path, "InstallTimeLow"))));
        } catch (Win32Failure e) {
            return e.code() == Win32Failure.FILE_NOT_FOUND || e.code() == Win32Failure.KEY_DELETED
                    ? Optional.empty()
                    : Optional.of(new CbsPackage(name, e.error(), e.error(), e.error()));
        }
    }

    /** @throws Win32Failure where the key itself is gone, which says nothing of the value */
    private static Finding<String> number(Registry.OpenKey key, RegistryPath path, String name) throws Win32Failure {
        try {
            return RegistryData.only("REG_DWORD", key.read(name), () -> path + ", " + name);
        } catch (Win32Failure e) {
            if (e.code() == Win32Failure.KEY_DELETED) {
                throw e;
            }
            return e.finding();
        }
    }
}
