package dev.patchproof.probe.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A /proc of files in a fixture root; the system in it started at 2026-01-31T12:00:00Z. */
final class ProcFixture {
    private static final String OUR_NAMESPACE = "mnt:[4026531841]";

    private final DpkgRoot root;
    private final int pid;

    private ProcFixture(DpkgRoot root, int pid) {
        this.root = root;
        this.pid = pid;
    }

    static void running(DpkgRoot root) throws IOException {
        root.write("/proc/stat", "cpu 1 2 3\nbtime 1769860800\nprocesses 7\n")
                .write("/proc/self/mounts", "/dev/sda1 / ext4 rw 0 0\nproc /proc proc rw,relatime 0 0\n")
                .write("/proc/self/status", "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\n")
                .write("/proc/sys/kernel/osrelease", "6.1.0-32-amd64\n")
                .write("/proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.129-1 (2025-03-06)\n")
                .write("/proc/sys/kernel/hostname", "desk-17\n")
                .link("/proc/self/ns/mnt", OUR_NAMESPACE)
                .link("/proc/self/ns/pid", "pid:[4026531836]");
    }

    /** A process that started as many hundredths of a second after the system as its number says. */
    static ProcFixture process(DpkgRoot root, int pid, String name) throws IOException {
        return process(root, pid, name, 'S', 4194304);
    }

    static ProcFixture process(DpkgRoot root, int pid, String name, char state, long flags) throws IOException {
        root.write(
                        "/proc/" + pid + "/stat",
                        "%d (%s) %c 1 1 1 0 -1 %d 99 0 0 0 0 0 0 0 20 0 1 0 %d 3133440 414\n"
                                .formatted(pid, name, state, flags, pid))
                .write("/proc/" + pid + "/maps", """
                        55f5ddae7000-55f5ddaea000 rw-p 00000000 00:00 0                          [heap]
                        7f4882e66000-7f4882ebd000 rw-p 00000000 00:00 0
                        """)
                .link("/proc/" + pid + "/ns/mnt", OUR_NAMESPACE);
        return new ProcFixture(root, pid);
    }

    ProcFixture childOf(int parent) throws IOException {
        return field(1, String.valueOf(parent));
    }

    /** In hundredths of a second after the system. */
    ProcFixture startedAt(int ticks) throws IOException {
        return field(19, String.valueOf(ticks));
    }

    private ProcFixture field(int afterName, String value) throws IOException {
        String stat = Files.readString(root.path("/proc/" + pid + "/stat"));
        int name = stat.lastIndexOf(')') + 1;
        String[] fields = stat.substring(name).strip().split(" ", -1);
        fields[afterName] = value;
        root.write("/proc/" + pid + "/stat", stat.substring(0, name) + " " + String.join(" ", fields) + "\n");
        return this;
    }

    ProcFixture maps(String path) throws IOException {
        return line("r-xp", "fe:00", "4711", path);
    }

    ProcFixture mapsData(String path) throws IOException {
        return line("r--s", "fe:00", "4711", path);
    }

    ProcFixture mapsInode(String path, Disk.Entry entry) throws IOException {
        long major = (entry.device() >>> 8) & 0xfff;
        long minor = (entry.device() & 0xff) | ((entry.device() >>> 12) & ~0xffL);
        return line("r-xp", String.format(Locale.ROOT, "%02x:%02x", major, minor), String.valueOf(entry.inode()), path);
    }

    private ProcFixture line(String permissions, String device, String inode, String path) throws IOException {
        root.append(
                "/proc/" + pid + "/maps",
                "7f4882000000-7f4882001000 " + permissions + " 00001000 " + device + " " + inode
                        + "                     " + path + "\n");
        return this;
    }

    /** In a mount namespace of its own, whose root is this folder. */
    ProcFixture inNamespace(String namespace, Path itsRoot) throws IOException {
        root.delete("/proc/" + pid + "/ns/mnt").link("/proc/" + pid + "/ns/mnt", namespace);
        Files.createSymbolicLink(root.path("/proc/" + pid + "/root"), itsRoot);
        return this;
    }
}
