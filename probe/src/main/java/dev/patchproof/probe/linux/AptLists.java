package dev.patchproof.probe.linux;

import static java.util.stream.Collectors.toCollection;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageArchive;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which archives offer a package at exactly its version, by the indexes that apt keeps in /var/lib/apt/lists. They say
 * what the archives offered when the lists were last renewed, and of each archive only the newest version: a package
 * that is out of date is in none.
 */
final class AptLists {
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
        Finding<List<AptIndex>> indexes = AptIndex.all(root);
        Map<String, Set<PackageArchive>> offers = new HashMap<>();
        for (AptIndex index :
                indexes.<List<AptIndex>>fold(all -> all, List::of, missing -> List.of(), failed -> List.of())) {
            index.read(asked::contains, (name, architecture, version, percentage) -> {
                String key = key(name, architecture, version);
                if (keys.contains(key)) {
                    offers.computeIfAbsent(key, k -> new TreeSet<>(ORDER))
                            .add(index.archive().archive());
                }
            });
        }
        return indexes.map(all -> offers);
    }

    private static String key(DebianPackage known) {
        return key(known.name(), known.architecture(), known.version());
    }

    private static String key(String name, String architecture, String version) {
        return name + " " + architecture + " " + version;
    }
}
