package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What /proc/PID/stat says of a process; every user may read it.
 *
 * @param parent 0 where it has none that can be seen from here
 * @param startTicks since the start of the system
 */
record LinuxProcess(int pid, String name, char state, int parent, boolean kernelThread, long startTicks) {
    /** USER_HZ: 100 on every architecture that Debian still builds for. */
    private static final long TICKS_PER_SECOND = 100;

    private static final long PF_KTHREAD = 0x0020_0000;
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int FLAGS = 6;
    private static final int START_TIME = 19;

    /** The name stands in parentheses and may itself hold parentheses and blanks, so the last one counts. */
    static LinuxProcess parse(int pid, String stat) throws IOException {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw new MalformedFileException("/proc/" + pid + "/stat", 1, "a name in parentheses", stat);
        }
        String[] fields = stat.substring(close + 1).strip().split(" ", -1);
        try {
            return new LinuxProcess(
                    pid,
                    stat.substring(open + 1, close),
                    fields[STATE].charAt(0),
                    Integer.parseInt(fields[PARENT]),
                    (Long.parseLong(fields[FLAGS]) & PF_KTHREAD) != 0,
                    Long.parseLong(fields[START_TIME]));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new MalformedFileException("/proc/" + pid + "/stat", 1, "the fields of proc(5)", stat);
        }
    }

    Finding<Instant> startedAt(Finding<Instant> bootedAt) {
        return bootedAt.map(boot -> boot.plus(Duration.ofMillis(startTicks * (1000 / TICKS_PER_SECOND))));
    }

    /** A process that has ended and one of the kernel's own map no files. */
    boolean mapsNothing() {
        return kernelThread || state == 'Z' || state == 'X';
    }

    /** A line of /proc/PID/maps whose file is gone from its place; empty for every other line. */
    static Optional<Mapping> deletedMapping(String line) {
        String[] fields = line.split(" +", 6);
        if (fields.length < 6 || !fields[5].endsWith(Mapping.DELETED)) {
            return Optional.empty();
        }
        String path = fields[5].substring(0, fields[5].length() - Mapping.DELETED.length());
        return Optional.of(new Mapping(path, fields[3], fields[4], fields[1].contains("x")));
    }

    /**
     * @param device major and minor number in hex, as the kernel prints it
     * @param inode decimal
     * @param executable whether it is mapped as code
     */
    record Mapping(String path, String device, String inode, boolean executable) {
        private static final String DELETED = " (deleted)";
    }
}
