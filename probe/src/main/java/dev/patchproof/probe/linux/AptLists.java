package dev.patchproof.probe.linux;

import static java.util.stream.Collectors.toCollection;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageArchive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Which archives offer a package at exactly its version, by the indexes that apt keeps in /var/lib/apt/lists. They say
 * what the archives offered when the lists were last renewed, and of each archive only the newest version: a package
 * that is out of date is in none.
 */
final class AptLists {
    private static final String FOLDER = "/var/lib/apt/lists";
    private static final String INDEX = "_Packages";
    /** The suffixes under which apt keeps indexes compressed, and whether this program can read them. */
    private static final Map<String, Boolean> COMPRESSED = new TreeMap<>(
            Map.of(".gz", true, ".lz4", true, ".xz", false, ".bz2", false, ".lzma", false, ".zst", false));

    private static final List<String> RELEASES = List.of("InRelease", "Release");
    private static final Comparator<PackageArchive> ORDER = Comparator.comparing(PackageArchive::origin)
            .thenComparing(PackageArchive::label)
            .thenComparing(PackageArchive::suite)
            .thenComparing(PackageArchive::codename);

    private final Finding<Map<String, Set<PackageArchive>>> offers;

    private AptLists(Finding<Map<String, Set<PackageArchive>>> offers) {
        this.offers = offers;
    }

    /** Reads all lists for these packages at once. One list that cannot be read leaves all unknown. */
    static AptLists read(RootFolder root, Collection<DpkgRecord> asked) {
        Set<String> keys = asked.stream()
                .map(one -> key(one.name(), one.architecture(), one.version()))
                .collect(toCollection(HashSet::new));
        Set<String> askedFor = asked.stream().map(DpkgRecord::name).collect(toCollection(HashSet::new));
        try {
            return new AptLists(keys.isEmpty() ? Finding.exists(Map.of()) : offers(root, askedFor, keys));
        } catch (NoSuchFileException e) {
            return new AptLists(noLists());
        } catch (IOException e) {
            return new AptLists(Failures.error(e));
        }
    }

    /** Does not exist where the lists were read and no archive offers it. */
    Finding<List<PackageArchive>> offering(DebianPackage known) {
        return offers.fold(
                all -> all.containsKey(key(known))
                        ? Finding.exists(List.copyOf(all.getOrDefault(key(known), Set.of())))
                        : Finding.doesNotExist(),
                Finding::doesNotExist,
                missing -> Finding.notCollected(missing.reason(), missing.detail()),
                failed -> Finding.error(failed.code(), failed.message()));
    }

    private static Finding<Map<String, Set<PackageArchive>>> offers(
            RootFolder root, Set<String> asked, Set<String> keys) throws IOException {
        List<String> names = root.names(root.resolve(FOLDER));
        List<String> indexes = names.stream().filter(AptLists::isIndex).toList();
        if (indexes.isEmpty()) {
            return noLists();
        }
        for (String index : indexes) {
            if (!COMPRESSED.getOrDefault(suffix(index), true)) {
                return Finding.notCollected(
                        NotCollectedReason.NOT_ON_THIS_SYSTEM, index + " is compressed in a way that is not read here");
            }
        }
        Map<String, Set<PackageArchive>> offers = new HashMap<>();
        for (String index : indexes) {
            PackageArchive archive = archive(root, names, index);
            try (InputStream in = open(root, index)) {
                PackageIndex.read(in, asked, (name, architecture, version) -> {
                    String key = key(name, architecture, version);
                    if (keys.contains(key)) {
                        offers.computeIfAbsent(key, k -> new TreeSet<>(ORDER)).add(archive);
                    }
                });
            }
        }
        return Finding.exists(offers);
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

    private static InputStream open(RootFolder root, String index) throws IOException {
        InputStream raw = root.open(FOLDER + "/" + index);
        try {
            return switch (suffix(index)) {
                case ".gz" -> new GZIPInputStream(raw, 64 * 1024);
                case ".lz4" -> new Lz4InputStream(new BufferedInputStream(raw, 64 * 1024));
                default -> raw;
            };
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The Release file of an index is the one whose place is the longest beginning of the index's. */
    private static PackageArchive archive(RootFolder root, List<String> names, String index) throws IOException {
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
        return new PackageArchive(
                fields.getOrDefault("origin", ""),
                fields.getOrDefault("label", ""),
                fields.getOrDefault("suite", ""),
                fields.getOrDefault("codename", ""));
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

    private static String key(DebianPackage known) {
        return key(known.name(), known.architecture(), known.version());
    }

    private static String key(String name, String architecture, String version) {
        return name + " " + architecture + " " + version;
    }
}
