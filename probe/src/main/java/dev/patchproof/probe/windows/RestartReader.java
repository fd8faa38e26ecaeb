package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsRestartFact;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The places where Windows keeps that something waits for a restart. */
final class RestartReader {

    private static final RegistryPath SESSION_MANAGER =
            RegistryPath.machine("SYSTEM\\CurrentControlSet\\Control\\Session Manager");
    private static final RegistryPath CBS_REBOOT_PENDING = RegistryPath.machine(
            "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending");
    private static final RegistryPath UPDATE_REBOOT_REQUIRED = RegistryPath.machine(
            "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired");

    /** Servicing's list of what the next start is to do: how a staged cumulative update waits, without any rename. */
    private static final String PENDING_XML = "\\WinSxS\\pending.xml";

    /** What lies below a folder of people is theirs, and no file of an update. */
    private static final Pattern OF_PEOPLE =
            Pattern.compile("(?i)(!?\\\\\\?\\?\\\\[a-z]:\\\\(?:users|documents and settings)\\\\).+");

    private final OperatingSystem system;
    private final RegistryReader registry;
    private final SystemFiles files;

    RestartReader(OperatingSystem system, RegistryReader registry, SystemFiles files) {
        this.system = system;
        this.registry = registry;
        this.files = files;
    }

    WindowsRestartFact read() {
        return new WindowsRestartFact(
                pendingRenames(),
                registry.key(CBS_REBOOT_PENDING, RegistryView.NATIVE),
                registry.key(UPDATE_REBOOT_REQUIRED, RegistryView.NATIVE),
                pendingXml());
    }

    /** WinSxS is one of the folders that 64-bit Windows shows a 32-bit process as they are. */
    private Finding<Instant> pendingXml() {
        try {
            String path = system.folder(KnownFolder.SYSTEM_ROOT) + PENDING_XML;
            BasicFileAttributes attributes = files.attributes(path);
            return attributes.isRegularFile()
                    ? Finding.exists(attributes.lastModifiedTime().toInstant())
                    : Finding.error("NOT_A_FILE", path + ": expected a file, found a folder or device");
        } catch (Win32Failure e) { // of the folder: never absent
            return e.error();
        } catch (NoSuchFileException e) {
            return Finding.doesNotExist();
        } catch (AccessDeniedException e) {
            return Finding.error("ACCESS_DENIED", "pending.xml: access denied");
        } catch (IOException e) {
            return Finding.error("IO", "pending.xml: " + e);
        }
    }

    /** The second value is of the same kind, for renames asked for while the first is in use; both lists count. */
    private Finding<List<String>> pendingRenames() {
        Finding<List<String>> first = registry.pendingRenames(SESSION_MANAGER, "PendingFileRenameOperations");
        Finding<List<String>> second = registry.pendingRenames(SESSION_MANAGER, "PendingFileRenameOperations2");
        Finding<List<String>> both = first.<Finding<List<String>>>fold(
                paths -> second.<Finding<List<String>>>fold(
                        more -> Finding.exists(joined(paths, more)), () -> first, missing -> second, failed -> second),
                () -> second,
                missing -> first,
                failed -> first);
        return both.map(
                paths -> paths.stream().map(RestartReader::withoutPeople).toList());
    }

    /** That something of somebody's waits is told, its name is not. */
    private static String withoutPeople(String path) {
        return OF_PEOPLE.matcher(path).replaceFirst("$1...");
    }

    private static List<String> joined(List<String> paths, List<String> more) {
        List<String> all = new ArrayList<>(paths);
        all.addAll(more);
        return List.copyOf(all);
    }
}
