package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

/**
 * The few facts that choose a plan; the only thing that leaves the computer before the user has seen a payload. Raw, as
 * found; {@value #UNKNOWN} stands where a fact does not exist on this family or could not be read, and matches no
 * condition that asks for it.
 *
 * @param version Windows: major.minor such as {@code 5.1} or {@code 10.0}; Linux: VERSION_ID
 * @param build Windows: build number such as {@code 19045}; Linux: {@value #UNKNOWN}
 * @param servicePack Windows: service pack number, {@code 0} for none; Linux: {@value #UNKNOWN}
 * @param edition Windows: EditionID such as {@code Professional}; Linux: {@value #UNKNOWN}
 * @param release Windows: DisplayVersion or ReleaseId such as {@code 22H2}; Linux: VERSION_CODENAME such as
 *     {@code bookworm}
 */
public record ProductSelector(
        OsFamily family,
        String version,
        String build,
        String servicePack,
        ProductType productType,
        Architecture architecture,
        String edition,
        String release) {

    public static final String UNKNOWN = "unknown";

    public ProductSelector {
        requireNonNull(family, "family");
        requireNonNull(version, "version");
        requireNonNull(build, "build");
        requireNonNull(servicePack, "servicePack");
        requireNonNull(productType, "productType");
        requireNonNull(architecture, "architecture");
        requireNonNull(edition, "edition");
        requireNonNull(release, "release");
    }
}
