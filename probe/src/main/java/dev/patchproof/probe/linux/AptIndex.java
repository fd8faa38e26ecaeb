package dev.patchproof.probe.linux;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.UbuntuOffersFact.ListedArchive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** One of the indexes of packages that apt keeps in /var/lib/apt/lists, and the archive that it is of. */
record AptIndex(RootFolder root, String file, ListedArchive archive) {
    private static final String FOLDER = "/var/lib/apt/lists";
    private static final String INDEX = "_Packages";
    /** The suffixes under which apt keeps indexes compressed, and whether this program can read them. */
    private static final Map<String, Boolean> COMPRESSED = new TreeMap<>(
            Map.of(".gz", true, ".lz4", true, ".xz", false, ".bz2", false, ".lzma", false, ".zst", false));

    private static final List<String> RELEASES = List.of("InRelease", "Release");

    AptIndex {
        requireNonNull(root, "root");
        requireNonNull(file, "file");
        requireNonNull(archive, "archive");
    }

    /** All of them, or none: one that is packed in a way that is not read here leaves all unknown. */
    static Finding<List<AptIndex>> all(RootFolder root) throws IOException {
        List<String> names;
        try {
            names = root.names(root.resolve(FOLDER));
        } catch (NoSuchFileException e) {
            return noLists();
        }
        List<String> files = names.stream().filter(AptIndex::isIndex).toList();
        if (files.isEmpty()) {
            return noLists();
        }
        for (String file : files) {
            if (!COMPRESSED.getOrDefault(suffix(file), true)) {
                return Finding.notCollected(
                        NotCollectedReason.NOT_ON_THIS_SYSTEM, file + " is compressed in a way that is not read here");
            }
        }
        List<AptIndex> all = new ArrayList<>();
        for (String file : files) {
            all.add(new AptIndex(root, file, archive(root, names, file)));
        }
        return Finding.exists(List.copyOf(all));
    }

    /** Reads it in one pass; of packages that were not asked for nothing is heard. */
    void read(Predicate<String> asked, PackageIndex.Entries entries) throws IOException {
        try (InputStream in = open()) {
            PackageIndex.read(in, asked, entries);
        }
    }

    private InputStream open() throws IOException {
        InputStream raw = root.open(FOLDER + "/" + file);
        try {
            return switch (suffix(file)) {
                case ".gz" -> new GZIPInputStream(raw, 64 * 1024);
                case ".lz4" -> new Lz4InputStream(new BufferedInputStream(raw, 64 * 1024));
                default -> raw;
            };
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static <T> Finding<T> noLists() {
        return Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "apt has no lists here");
    }

    private static boolean isIndex(String name) {
        return name.endsWith(INDEX) || COMPRESSED.keySet().stream().anyMatch(suffix -> name.endsWith(INDEX + suffix));
    }

    private static String suffix(String index) {
        return index.substring(index.lastIndexOf(INDEX) + INDEX.length()).toLowerCase(Locale.ROOT);
    }

    /** The Release file of an index is the one whose place is the longest beginning of the index's. */
    private static ListedArchive archive(RootFolder root, List<String> names, String index) throws IOException {
        String release = "";
        int longest = 0;
        for (String name : names) {
            for (String form : RELEASES) {
                String place = name.endsWith("_" + form) ? name.substring(0, name.length() - form.length()) : "";
                if (place.length() > longest && index.startsWith(place)) {
                    release = name;
                    longest = place.length();
                }
            }
        }
        Map<String, String> fields = release.isEmpty() ? Map.of() : fields(root.lines(FOLDER + "/" + release));
        return new ListedArchive(
                new PackageArchive(
                        fields.getOrDefault("origin", ""),
                        fields.getOrDefault("label", ""),
                        fields.getOrDefault("suite", ""),
                        fields.getOrDefault("codename", "")),
                fields.getOrDefault("date", ""));
    }

    /** The first paragraph of fields; in an InRelease file it stands below the head of the signature. */
    private static Map<String, String> fields(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (line.isBlank() && fields.containsKey("origin")) {
                break;
            }
            if (colon > 0 && !line.startsWith(" ")) {
                fields.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return fields;
    }
}
