package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The few files of proc(5) that say something of the whole system. */
final class ProcFolder {
    /** Inode of the first PID namespace, fixed in the kernel (PROC_PID_INIT_INO). */
    private static final String FIRST_PID_NAMESPACE = "pid:[4026531836]";

    private static final String OF_SYSTEMD = "/run/systemd";

    private final RootFolder root;

    ProcFolder(RootFolder root) {
        this.root = root;
    }

    /**
     * When the system started. The kernel reckons it from the clock of now and from an uptime that stands still while a
     * virtual machine is held (saved, paused), so that all that was started before seems younger by as long. What lies in
     * /run since the start keeps the time of then; the earlier of the two counts.
     */
    Finding<Instant> bootedAt() {
        return reckonedStart()
                .map(reckoned -> oldestInRun().filter(reckoned::isAfter).orElse(reckoned));
    }

    private Finding<Instant> reckonedStart() {
        try {
            for (String line : root.lines("/proc/stat")) {
                if (line.matches("btime [0-9]{1,12}")) {
                    return Finding.exists(Instant.ofEpochSecond(Long.parseLong(line.substring("btime ".length()))));
                }
            }
            return Finding.error(Failures.MALFORMED, "/proc/stat has no btime");
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    /**
     * The moment from which the start times of processes count: that of {@link #bootedAt}, unless another program answers
     * for the kernel's file. LXC's tells there when the container started, and leaves the processes' own times, which
     * count from the start of the computer: together they would make old processes young.
     */
    Finding<Instant> startsCountFrom() {
        try {
            for (String[] mount : mounts()) {
                if (mount[1].equals("/proc/stat")) {
                    return Finding.error("NOT_THE_KERNELS", "/proc/stat is a mount of its own");
                }
            }
            return bootedAt();
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    /**
     * The earliest change of what systemd made in /run, which it does once the clock is set; empty where /run is not kept
     * in memory, so that it may hold what is left of an earlier start.
     */
    private Optional<Instant> oldestInRun() {
        try {
            if (mounts().stream().noneMatch(mount -> mount[1].equals("/run") && mount[2].equals("tmpfs"))) {
                return Optional.empty();
            }
            Optional<Instant> oldest = Optional.empty();
            for (String name : root.names(root.resolve(OF_SYSTEMD))) {
                Instant changed =
                        root.disk().entry(root.locate(OF_SYSTEMD + "/" + name)).changedAt();
                oldest = oldest.filter(changed::isAfter).or(() -> Optional.of(changed));
            }
            return oldest;
        } catch (IOException e) {
            return Optional.empty(); // no systemd, or something there was just removed: then the kernel alone tells
        }
    }

    /** Device, folder, type and options of each mount, as the kernel prints them. */
    private List<String[]> mounts() throws IOException {
        return root.lines("/proc/self/mounts").stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length > 3)
                .toList();
    }

    Finding<String> firstLine(String path) {
        try {
            List<String> lines = root.lines(path);
            return lines.isEmpty() || lines.get(0).isBlank()
                    ? Finding.error(Failures.MALFORMED, path + " is empty")
                    : Finding.exists(lines.get(0).strip());
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    /** Whether this process runs as root, by its effective user. */
    Finding<Boolean> elevated() {
        try {
            for (String line : root.lines("/proc/self/status")) {
                String[] words = line.split("\\s+", -1);
                if (words[0].equals("Uid:") && words.length > 2) {
                    return Finding.exists(words[2].equals("0"));
                }
            }
            return Finding.error(Failures.MALFORMED, "/proc/self/status has no Uid");
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    /**
     * Whether processes of other users may be left out of /proc: its hidepid option at 2 (invisible) or 4 (ptraceable),
     * or a PID namespace that is not the first one. Around a container, what is outside its namespace runs from other
     * folders.
     */
    boolean mayHideProcesses() {
        boolean root = elevated().fold(yes -> yes, () -> false, missing -> false, failed -> false);
        return (hidesByOption() && !root) || (!inFirstPidNamespace().orElse(true) && !inContainer());
    }

    private boolean hidesByOption() {
        try {
            for (String[] mount : mounts()) {
                if (mount[1].equals("/proc")) {
                    for (String option : mount[3].split(",", -1)) {
                        if (List.of("hidepid=2", "hidepid=invisible", "hidepid=4", "hidepid=ptraceable")
                                .contains(option)) {
                            return true;
                        }
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return true; // unknown is not complete
        }
    }

    /** Empty where the kernel does not say. */
    Optional<Boolean> inFirstPidNamespace() {
        return namespace("self", "pid").map(FIRST_PID_NAMESPACE::equals);
    }

    /** The namespace of a process as the kernel names it; empty where it may not be read. */
    Optional<String> namespace(String process, String kind) {
        try {
            Path link = root.locate("/proc/" + process + "/ns/" + kind);
            return Optional.of(root.disk().linkTarget(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean exists(String path) {
        try {
            root.entry(path);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether this is a container: it carries the mark of one and does not see the first PID namespace. The mark alone
     * is not enough, since images of containers are also started as virtual machines, which do have a kernel of their
     * own.
     */
    boolean inContainer() {
        boolean marked = exists("/.dockerenv") || exists("/run/.containerenv") || exists("/run/systemd/container");
        return marked && !inFirstPidNamespace().orElseGet(this::seesKernelThreads);
    }

    private boolean seesKernelThreads() {
        return firstLine("/proc/2/comm").fold("kthreadd"::equals, () -> false, missing -> false, failed -> false);
    }
}
