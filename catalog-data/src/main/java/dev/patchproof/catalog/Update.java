package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One update of one vendor.
 *
 * @param id unique in the catalog: {@code KB823980}, {@code debian:bookworm:openssl}
 * @param aliases other names: bulletin, advisory
 * @param description one line, in our own words
 * @param released day of publication, where known
 * @param sources where the facts come from; never empty
 * @param supersedes ids of the updates that this one replaces
 * @param replaces ids of updates that are not in the catalog, since nothing would settle them, and that this one replaces
 *     directly or through others
 * @param prerequisites ids that must be in force first, in this order
 * @param rolledBackBy ids that undo this one when installed after it
 * @param optIn whether it is a mitigation that is off unless somebody wants it, and counts only where policy requires it
 * @param fixes what it does to each product; several that apply to one computer are alternatives: any one proves it
 * @param asOf the day on which the facts were taken from the sources
 */
public record Update(
        String id,
        List<String> aliases,
        String vendor,
        String description,
        Severity severity,
        List<String> cves,
        Optional<LocalDate> released,
        List<URI> sources,
        RestartNeed restart,
        List<String> supersedes,
        List<String> replaces,
        List<String> prerequisites,
        List<String> rolledBackBy,
        boolean optIn,
        List<Fix> fixes,
        LocalDate asOf) {
    /** What the ids of updates begin with that were taken from one advisory each. */
    public static final String ADVISORY = "csaf:";

    public Update {
        requireNonNull(id, "id");
        aliases = List.copyOf(aliases);
        requireNonNull(vendor, "vendor");
        requireNonNull(description, "description");
        requireNonNull(severity, "severity");
        cves = List.copyOf(cves);
        requireNonNull(released, "released");
        sources = List.copyOf(sources);
        requireNonNull(restart, "restart");
        supersedes = List.copyOf(supersedes);
        replaces = List.copyOf(replaces);
        prerequisites = List.copyOf(prerequisites);
        rolledBackBy = List.copyOf(rolledBackBy);
        fixes = List.copyOf(fixes);
        requireNonNull(asOf, "asOf");
        if (id.isBlank() || sources.isEmpty() || fixes.isEmpty()) {
            throw new IllegalArgumentException("an update needs an id, a source and a fix; found id '" + id + "', "
                    + sources.size() + " sources, " + fixes.size() + " fixes");
        }
    }

    /** An update that replaces none but those in the catalog. */
    public Update(
            String id,
            List<String> aliases,
            String vendor,
            String description,
            Severity severity,
            List<String> cves,
            Optional<LocalDate> released,
            List<URI> sources,
            RestartNeed restart,
            List<String> supersedes,
            List<String> prerequisites,
            List<String> rolledBackBy,
            boolean optIn,
            List<Fix> fixes,
            LocalDate asOf) {
        this(
                id,
                aliases,
                vendor,
                description,
                severity,
                cves,
                released,
                sources,
                restart,
                supersedes,
                List.of(),
                prerequisites,
                rolledBackBy,
                optIn,
                fixes,
                asOf);
    }

    /**
     * Whether it was taken from one advisory by itself. Such updates are no list of all there are: they neither tell how
     * new the catalog is for a product, nor do they suffice to call a computer up to date.
     */
    public boolean isOfOneAdvisory() {
        return id.startsWith(ADVISORY);
    }

    /** The same with other fixes. */
    public Update withFixes(List<Fix> others) {
        return new Update(
                id,
                aliases,
                vendor,
                description,
                severity,
                cves,
                released,
                sources,
                restart,
                supersedes,
                replaces,
                prerequisites,
                rolledBackBy,
                optIn,
                others,
                asOf);
    }

    /** The vendor's rating; UNRATED where there is none. */
    public enum Severity {
        CRITICAL,
        IMPORTANT,
        MODERATE,
        LOW,
        UNRATED
    }

    /** Whether the fix takes effect only after a restart of the computer. */
    public enum RestartNeed {
        YES,
        NO,
        MAYBE
    }
}
