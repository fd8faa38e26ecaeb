package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.Fix;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The fixed products of one CSAF document, by release and line. */
final class CsafFixes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");

    private final CsafProducts products;
    private final SortedMap<Place, SortedMap<String, DebianVersion>> fixed = new TreeMap<>(Place.ORDER);
    private final Map<Defect, SortedSet<String>> rejected = new EnumMap<>(Defect.class);

    CsafFixes(CsafProducts products) {
        this.products = products;
    }

    /** What would have been taken. */
    static String expected(Defect defect) {
        return switch (defect) {
            case EVIDENCE_NOT_COLLECTED -> "packages of Debian or Ubuntu: the probe cannot look at these";
            case CONTRADICTS_ITSELF -> "one status, and one version, of a product";
            case FIX_MALFORMED -> "a Debian version";
            case FIX_NOT_SAID -> "a fixed version: a range does not say which one it is";
            case RANGE_EMPTY -> "a fixed version; in this range is none";
            case RANGE_TOO_WIDE -> "a fixed version of one product; in this range are those of others";
            case PRODUCT_UNKNOWN -> "a package URL (pkg:deb) of a binary package with the release it is for";
            default -> "a product of the product tree";
        };
    }

    /** False where the product is not one that can be used, and why is kept. */
    boolean add(String id) {
        if (!products.has(id)) {
            return reject(Defect.FIELD_MALFORMED, id);
        }
        Optional<String> range = products.rangeOf(id);
        if (range.isPresent()) {
            return reject(CsafRange.defect(range.get()), id + " " + range.get());
        }
        Optional<PackageUrl> known = products.packageOf(id);
        if (known.isEmpty()) {
            return reject(
                    isOfRpm(products.platformOf(id)) ? Defect.EVIDENCE_NOT_COLLECTED : Defect.PRODUCT_UNKNOWN, id);
        }
        PackageUrl found = known.get();
        if (!found.type().equals("deb")) {
            return reject(Defect.EVIDENCE_NOT_COLLECTED, id);
        }
        Optional<DistributionRelease> release =
                DistributionRelease.of(found.namespace(), found.qualifiers().getOrDefault("distro", ""));
        boolean binary = !found.qualifiers().getOrDefault("arch", "").equals("source");
        if (release.isEmpty() || !binary || !NAME.matcher(found.name()).matches()) {
            return reject(Defect.PRODUCT_UNKNOWN, id);
        }
        try {
            return fixes(release.get(), found.name(), new DebianVersion(found.version()));
        } catch (IllegalArgumentException notAVersion) {
            return reject(Defect.FIX_MALFORMED, id);
        }
    }

    boolean reject(Defect defect, String id) {
        rejected.computeIfAbsent(defect, ignored -> new TreeSet<>()).add(id);
        return false;
    }

    Map<Defect, SortedSet<String>> rejected() {
        return Collections.unmodifiableMap(rejected);
    }

    /** Servicing lines: fixes of two lines are no alternatives, and so no fixes of one update. */
    SortedSet<String> lines() {
        SortedSet<String> lines = new TreeSet<>();
        fixed.keySet().forEach(place -> lines.add(place.line()));
        return lines;
    }

    ArrayNode json(String line) {
        ArrayNode fixes = NODES.arrayNode();
        fixed.forEach((place, versions) -> {
            if (!place.line().equals(line)) {
                return;
            }
            ObjectNode fix = fixes.addObject();
            ObjectNode product = fix.putObject("product");
            product.put("family", place.release().family());
            product.put("release", place.release().codename());
            if (!line.isEmpty()) {
                fix.put("line", line);
            }
            fix.putArray("claims").addObject().set("debianPackages", SnapshotWriter.byVersion(versions));
            fix.putArray("references").addObject().putObject("packageRecord");
        });
        return fixes;
    }

    /** Vulnerabilities of one document can be fixed one after the other: the newest version has all. */
    private boolean fixes(DistributionRelease release, String name, DebianVersion version) {
        String line = UsnChannel.isMarked(version.text()) ? Fix.PRO : "";
        fixed.computeIfAbsent(new Place(release, line), ignored -> new TreeMap<>())
                .merge(name, version, (one, other) -> SourceVersions.ORDER.compare(one, other) >= 0 ? one : other);
        return true;
    }

    private static boolean isOfRpm(String cpe) {
        return cpe.contains(":redhat:") || cpe.contains(":suse:") || cpe.contains(":opensuse:");
    }

    private record Place(DistributionRelease release, String line) {
        private static final Comparator<Place> ORDER = Comparator.<Place, String>comparing(
                        place -> place.release().family())
                .thenComparing(place -> place.release().codename())
                .thenComparing(Place::line);
    }
}
