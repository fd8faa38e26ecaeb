package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The systemd unit of a process, from /proc/PID/cgroup: the innermost folder of its control group that is named as a
 * service or a scope. Slices only hold other units, a service may have made folders below its own, and in a container
 * the group may begin with folders of the host.
 */
final class ProcessUnit {
    /** A line is {@code hierarchy:controllers:path}; systemd keeps its own books in one of these two hierarchies. */
    private static final List<String> HIERARCHIES = List.of("name=systemd", "");

    private static final String REMOVED = " (deleted)";

    private ProcessUnit() {}

    /** Does not exist where the process belongs to none, or the kernel has no control groups. */
    static Finding<String> read(RootFolder root, int pid) {
        try {
            return of(root.lines("/proc/" + pid + "/cgroup"));
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    static Finding<String> of(List<String> lines) {
        return HIERARCHIES.stream()
                .flatMap(wanted -> lines.stream().flatMap(line -> path(line, wanted)))
                .flatMap(path -> unit(path).stream())
                .findFirst()
                .map(Finding::exists)
                .orElseGet(Finding::doesNotExist);
    }

    private static Stream<String> path(String line, String wanted) {
        String[] parts = line.split(":", 3);
        return parts.length == 3 && parts[1].equals(wanted) ? Stream.of(parts[2]) : Stream.of();
    }

    private static Optional<String> unit(String path) {
        String live = path.endsWith(REMOVED) ? path.substring(0, path.length() - REMOVED.length()) : path;
        List<String> folders = Arrays.asList(live.split("/", -1));
        Collections.reverse(folders);
        return folders.stream()
                .filter(folder -> folder.endsWith(".service") || folder.endsWith(".scope"))
                .findFirst();
    }
}
