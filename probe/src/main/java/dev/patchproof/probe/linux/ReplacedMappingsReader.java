package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.ReplacedMappingsFact;
import dev.patchproof.evidence.ReplacedMappingsFact.ReplacedFile;
import dev.patchproof.probe.linux.Disk.Entry;
import dev.patchproof.probe.linux.Lineage.Ancestor;
import dev.patchproof.probe.linux.LinuxProcess.Mapping;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds processes that still map files which are gone from system folders. Left out: memfd and System V segments,
 * /dev/shm, /tmp and other scratch places, and processes whose root is another file system tree (containers). A process
 * with a mount namespace of its own whose root and /usr are the same folders as ours counts: that is how systemd
 * confines services of this very system.
 */
final class ReplacedMappingsReader {
    private static final List<String> SYSTEM_FOLDERS =
            List.of("/usr/", "/bin/", "/sbin/", "/lib/", "/lib32/", "/lib64/", "/libx32/", "/opt/", "/etc/", "/boot/");

    /** Characters of names in one answer; beyond it the evidence would outgrow what a portal takes. */
    private static final int MOST_NAMED = 2_000_000;

    private static final int OF_A_PROCESS = 300;

    private final RootFolder root;
    private final ProcFolder proc;
    private final Owners owners;

    ReplacedMappingsReader(RootFolder root, ProcFolder proc, Owners owners) {
        this.root = root;
        this.proc = proc;
        this.owners = owners;
    }

    Finding<ReplacedMappingsFact> read() {
        try {
            Finding<Instant> startsCountFrom = proc.startsCountFrom();
            List<Look> looks = new ArrayList<>();
            for (int pid : pids()) {
                look(pid, startsCountFrom).ifPresent(looks::add);
            }
            return Finding.exists(fact(looks));
        } catch (IOException e) {
            return Failures.error(e);
        }
    }

    private ReplacedMappingsFact fact(List<Look> looks) {
        Lineage lineage = new Lineage(looks.stream()
                .collect(Collectors.toMap(
                        Look::pid,
                        look -> new Ancestor(
                                look.parent(),
                                look.startedAt(),
                                look.unreadable() || !look.replaced().isEmpty()))));
        SortedMap<String, List<ProcessFact>> replaced = new TreeMap<>();
        List<ProcessFact> unreadable = new ArrayList<>();
        int named = 0;
        for (Look look : looks) {
            named += length(look);
            if (named > MOST_NAMED) {
                break; // and the answer is not complete, from which nothing is concluded
            }
            if (look.unreadable()) {
                unreadable.add(process(look, lineage));
            } else if (!look.replaced().isEmpty()) {
                ProcessFact process = process(look, lineage);
                look.replaced().forEach(path -> replaced.computeIfAbsent(path, p -> new ArrayList<>())
                        .add(process));
            }
        }
        List<ReplacedFile> files = replaced.entrySet().stream()
                .map(file -> new ReplacedFile(file.getKey(), owner(file.getKey()), file.getValue()))
                .toList();
        return new ReplacedMappingsFact(files, unreadable, named <= MOST_NAMED && !proc.mayHideProcesses());
    }

    private static int length(Look look) {
        int ofPaths = look.replaced().stream()
                .mapToInt(path -> path.length() + OF_A_PROCESS)
                .sum();
        return look.unreadable() ? OF_A_PROCESS : ofPaths;
    }

    private ProcessFact process(Look look, Lineage lineage) {
        return new ProcessFact(
                look.pid(),
                look.name(),
                look.startedAt(),
                lineage.since(look.pid()),
                ProcessUnit.read(root, look.pid()));
    }

    private List<Integer> pids() throws IOException {
        return root.names(root.resolve("/proc")).stream()
                .filter(name -> name.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    private Finding<String> owner(String path) {
        return owners.ownerOf(path).map(Finding::exists).orElseGet(Finding::doesNotExist);
    }

    /** Empty for what maps no files, and for a process that has ended meanwhile. */
    private Optional<Look> look(int pid, Finding<Instant> startsCountFrom) {
        LinuxProcess stat;
        try {
            stat = stat(pid);
        } catch (IOException e) {
            return hasEnded(pid)
                    ? Optional.empty()
                    : Optional.of(new Look(pid, "?", 0, Failures.error(e), Set.of(), true));
        }
        Finding<Instant> startedAt = stat.startedAt(startsCountFrom);
        if (stat.mapsNothing()) {
            return !stat.kernelThread() && hasThreadsLeft(pid)
                    ? Optional.of(new Look(pid, stat.name(), stat.parent(), startedAt, Set.of(), true))
                    : Optional.empty();
        }
        try {
            Set<String> replaced = livesInOurTree(pid) ? replacedFiles(pid) : Set.of();
            return Optional.of(new Look(pid, stat.name(), stat.parent(), startedAt, replaced, false));
        } catch (IOException e) {
            return hasEnded(pid)
                    ? Optional.empty()
                    : Optional.of(new Look(pid, stat.name(), stat.parent(), startedAt, Set.of(), true));
        }
    }

    private LinuxProcess stat(int pid) throws IOException {
        return LinuxProcess.parse(pid, String.join("\n", root.lines("/proc/" + pid + "/stat")));
    }

    /** A process whose first thread has ended looks like one that has, and its maps are empty; its others run on. */
    private boolean hasThreadsLeft(int pid) {
        try {
            return root.names(root.resolve("/proc/" + pid + "/task")).size() > 1;
        } catch (IOException e) {
            return false; // then it has ended, all of it
        }
    }

    /** A process may end while it is looked at; reading then fails in several ways (ENOENT, ESRCH). */
    private boolean hasEnded(int pid) {
        try {
            return stat(pid).mapsNothing();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return !proc.exists("/proc/" + pid);
        }
    }

    private boolean livesInOurTree(int pid) throws IOException {
        Optional<String> ours = proc.namespace("self", "mnt");
        Optional<String> theirs = proc.namespace(String.valueOf(pid), "mnt");
        if (ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs)) {
            return true; // where the namespace may not be read the mappings may not either, and that will be said
        }
        return sameFolder(pid, "/") && sameFolder(pid, "/usr");
    }

    /** /proc/PID/root is a link that the kernel follows itself; what its text says is of no use in another namespace. */
    private boolean sameFolder(int pid, String folder) throws IOException {
        Entry ours = root.entry(folder);
        Entry theirs = root.disk()
                .entry(root.locate("/proc/" + pid + "/root")
                        .resolve("." + folder)
                        .resolve("."));
        return ours.sameFileAs(theirs);
    }

    private Set<String> replacedFiles(int pid) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        for (String line : root.lines("/proc/" + pid + "/maps")) {
            Optional<Mapping> mapping = LinuxProcess.deletedMapping(line);
            if (mapping.isPresent()
                    && SYSTEM_FOLDERS.stream().anyMatch(mapping.get().path()::startsWith)
                    && isOfAPackageOrCode(mapping.get())
                    && !isStillThere(mapping.get())) {
                paths.add(mapping.get().path());
            }
        }
        return paths;
    }

    /**
     * Caches that triggers make anew (of icons, MIME types, locales) are mapped by every desktop and owned by nobody; what
     * a package owns counts however it is mapped, since virtual machines map their code as data.
     */
    private boolean isOfAPackageOrCode(Mapping mapping) {
        return mapping.executable() || owners.ownerOf(mapping.path()).isPresent();
    }

    /**
     * Whether the very inode stands at the path again: its name was removed and another hard link put back, or
     * " (deleted)" is the end of the file's real name.
     */
    private boolean isStillThere(Mapping mapping) {
        try {
            Entry now = root.entry(mapping.path());
            return mapping.inode().equals(String.valueOf(now.inode()))
                    && mapping.device().equals(device(now.device()));
        } catch (IOException e) {
            return false;
        }
    }

    /** As maps prints a device; the encoding of dev_t is that of the C library (gnu_dev_major, gnu_dev_minor). */
    private static String device(long device) {
        long major = ((device >>> 8) & 0xfff) | ((device >>> 32) & ~0xfffL);
        long minor = (device & 0xff) | ((device >>> 12) & ~0xffL);
        return String.format(Locale.ROOT, "%02x:%02x", major, minor);
    }

    /**
     * One process that was looked at.
     *
     * @param replaced files that it maps and that are gone from their place
     * @param unreadable whether what it maps could not be read
     */
    private record Look(
            int pid, String name, int parent, Finding<Instant> startedAt, Set<String> replaced, boolean unreadable) {}
}
