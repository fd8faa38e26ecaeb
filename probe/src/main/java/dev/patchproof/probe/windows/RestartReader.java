package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsRestartFact;
import java.util.ArrayList;
import java.util.List;

/** The places where Windows keeps that something waits for a restart. */
final class RestartReader {

    private static final RegistryPath SESSION_MANAGER =
            RegistryPath.machine("SYSTEM\\CurrentControlSet\\Control\\Session Manager");
    private static final RegistryPath CBS_REBOOT_PENDING = RegistryPath.machine(
            "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending");
    private static final RegistryPath UPDATE_REBOOT_REQUIRED = RegistryPath.machine(
            "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired");

    private final RegistryReader registry;

    RestartReader(RegistryReader registry) {
        this.registry = registry;
    }

    WindowsRestartFact read() {
        return new WindowsRestartFact(
                pendingRenames(),
                registry.key(CBS_REBOOT_PENDING, RegistryView.NATIVE),
                registry.key(UPDATE_REBOOT_REQUIRED, RegistryView.NATIVE));
    }

    /** The second value is of the same kind, for renames asked for while the first is in use; both lists count. */
    private Finding<List<String>> pendingRenames() {
        Finding<List<String>> first = registry.pendingRenames(SESSION_MANAGER, "PendingFileRenameOperations");
        Finding<List<String>> second = registry.pendingRenames(SESSION_MANAGER, "PendingFileRenameOperations2");
        return first.<Finding<List<String>>>fold(
                paths -> second.<Finding<List<String>>>fold(
                        more -> Finding.exists(joined(paths, more)), () -> first, missing -> second, failed -> second),
                () -> second,
                missing -> first,
                failed -> first);
    }

    private static List<String> joined(List<String> paths, List<String> more) {
        List<String> all = new ArrayList<>(paths);
        all.addAll(more);
        return List.copyOf(all);
    }
}
