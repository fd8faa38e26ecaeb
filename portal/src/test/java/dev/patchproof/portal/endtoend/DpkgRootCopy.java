package dev.patchproof.portal.endtoend;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of a few packages of this machine, with their dpkg records, under a folder: a small root that the probe reads
 * with {@code --root}, and that a test may damage.
 */
final class DpkgRootCopy {
    private static final Path LIVE = Path.of("/");

    private final Path root;

    private DpkgRootCopy(Path root) {
        this.root = root;
    }

    /** Copies the named packages, which must be installed on this machine. */
    static DpkgRootCopy of(Path root, List<String> packages) throws IOException {
        DpkgRootCopy copy = new DpkgRootCopy(root);
        for (String folder : List.of("bin", "lib", "lib64", "sbin")) {
            Path link = LIVE.resolve(folder);
            if (Files.isSymbolicLink(link)) {
                Files.createDirectories(root.resolve("usr/" + folder));
                Files.createSymbolicLink(root.resolve(folder), Files.readSymbolicLink(link));
            }
        }
        Files.createDirectories(root.resolve("etc"));
        Files.copy(LIVE.resolve("etc/os-release"), root.resolve("etc/os-release"));
        Path info = Files.createDirectories(root.resolve("var/lib/dpkg/info"));
        Map<String, String> records = InstalledPackages.records();
        StringBuilder status = new StringBuilder();
        for (String name : packages) {
            status.append(records.get(name)).append("\n\n");
            copy.copyPackage(name, info);
        }
        Files.writeString(root.resolve("var/lib/dpkg/status"), status);
        Path arch = LIVE.resolve("var/lib/dpkg/arch");
        if (Files.exists(arch)) {
            Files.copy(arch, root.resolve("var/lib/dpkg/arch"));
        }
        return copy;
    }

    Path path() {
        return root;
    }

    /** The regular files of a package that carry a digest and are neither documentation nor configuration. */
    List<Path> programFiles(String name) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path record : infoFiles(name)) {
            if (record.toString().endsWith(".md5sums")) {
                for (String line : Files.readAllLines(record)) {
                    String file = line.substring(34);
                    if (!file.startsWith("usr/share/")
                            && Files.isRegularFile(root.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                        files.add(root.resolve(file));
                    }
                }
            }
        }
        return files;
    }

    private void copyPackage(String name, Path info) throws IOException {
        for (Path record : infoFiles(name)) {
            Files.copy(record, info.resolve(record.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            if (record.toString().endsWith(".list")) {
                for (String line : Files.readAllLines(record)) {
                    copyFile(line);
                }
            }
        }
    }

    private void copyFile(String absolute) throws IOException {
        Path source = Path.of(absolute);
        Path target = root.resolve(absolute.substring(1));
        if (Files.isSymbolicLink(source)) {
            Files.createDirectories(target.getParent());
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(/* link= */ target, /* target= */ Files.readSymbolicLink(source));
            }
        } else if (Files.isRegularFile(source)) {
            Files.createDirectories(target.getParent());
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> infoFiles(String name) throws IOException {
        try (Stream<Path> all = Files.walk(LIVE.resolve("var/lib/dpkg/info"), 1, new FileVisitOption[0])) {
            return all.filter(file -> {
                        String own = file.getFileName().toString();
                        return own.startsWith(name + ".") || own.startsWith(name + ":");
                    })
                    .sorted()
                    .toList();
        }
    }

    /** The dpkg database of this machine, as far as tests need it. */
    static final class InstalledPackages {
        private InstalledPackages() {}

        /** Status stanza by package name, of installed packages of this machine's main architecture. */
        static Map<String, String> records() throws IOException {
            Map<String, String> records = new TreeMap<>();
            for (String stanza :
                    Files.readString(LIVE.resolve("var/lib/dpkg/status")).split("\n\n", -1)) {
                if (field(stanza, "Status").endsWith(" installed")) {
                    records.putIfAbsent(field(stanza, "Package"), stanza.strip());
                }
            }
            return records;
        }

        /** A field's first line; empty where the stanza has none. */
        static String field(String stanza, String name) {
            return stanza.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }
}
