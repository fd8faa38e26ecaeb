package dev.patchproof.probe.linux;

import dev.patchproof.probe.collector.ReadBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;

/** A small Debian root, built file by file; every package in it is whole until a test spoils it. */
final class DpkgRoot {
    private final Path folder;

    private DpkgRoot(Path folder) {
        this.folder = folder;
    }

    static DpkgRoot in(Path folder) throws IOException {
        DpkgRoot root = new DpkgRoot(folder);
        root.write("/etc/os-release", """
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                ID=debian
                VERSION_ID="12"
                VERSION_CODENAME=bookworm
                """);
        root.write("/etc/hostname", "fixture\n");
        root.write("/var/lib/dpkg/status", "");
        root.install("dpkg", "1.21.22", Map.of("/usr/bin/dpkg", "dpkg itself"));
        return root;
    }

    Path path(String absolute) {
        return folder.resolve(absolute.substring(1));
    }

    DpkgRoot write(String absolute, String content) throws IOException {
        return writeTo(path(absolute), content);
    }

    private DpkgRoot writeTo(Path file, String content) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, content);
        return this;
    }

    DpkgRoot delete(String absolute) throws IOException {
        Files.delete(path(absolute));
        return this;
    }

    DpkgRoot link(String absolute, String target) throws IOException {
        Path parent = path(absolute).getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.createSymbolicLink(path(absolute), Path.of(target));
        return this;
    }

    DpkgRoot append(String absolute, String content) throws IOException {
        Files.writeString(path(absolute), content, StandardOpenOption.APPEND);
        return this;
    }

    /** A package of amd64 whose files are these, path to content. */
    DpkgRoot install(String name, String version, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        return record(name, version, files, "");
    }

    /** The records of a package, whose files the test writes itself. */
    DpkgRoot record(String name, String version, Map<String, String> files, String moreFields) throws IOException {
        StringBuilder list = new StringBuilder("/.\n/usr\n");
        StringBuilder digests = new StringBuilder();
        for (String path : new TreeSet<>(files.keySet())) {
            list.append(path).append('\n');
            digests.append(md5(String.valueOf(files.get(path))))
                    .append("  ")
                    .append(path.substring(1))
                    .append('\n');
        }
        write("/var/lib/dpkg/info/" + name + ".list", list.toString());
        write("/var/lib/dpkg/info/" + name + ".md5sums", digests.toString());
        return stanza("""
                Package: %s
                Status: install ok installed
                Installed-Size: 4
                Architecture: amd64
                Version: %s
                %s""".formatted(name, version, moreFields));
    }

    DpkgRoot stanza(String stanza) throws IOException {
        return append("/var/lib/dpkg/status", stanza.strip() + "\n\n");
    }

    static String md5(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    LinuxCollector offline() {
        return new LinuxCollector(folder, true);
    }

    LinuxCollector live() {
        return new LinuxCollector(folder, false);
    }

    LinuxCollector offlineReadingAtMost(long bytes) {
        return new LinuxCollector(folder, true, new NioDisk(), new ReadBudget(bytes));
    }

    LinuxCollector liveWithout(String... denied) {
        return new LinuxCollector(folder, false, new DenyingDisk(folder, denied), ReadBudget.ofOneRun());
    }
}
