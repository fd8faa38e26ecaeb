package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is known of a computer's product, as far as {@link CatalogIndex} is ordered by it. A fact that is not known is
 * empty, which rules nothing out.
 *
 * @param build Windows build number
 * @param version Windows version such as {@code 10.0}; Linux VERSION_ID
 * @param release Linux VERSION_CODENAME; Windows DisplayVersion
 */
public record KnownProduct(
        ProductCondition.Family family, Optional<Integer> build, Optional<String> version, Optional<String> release) {
    public KnownProduct {
        requireNonNull(family, "family");
        requireNonNull(build, "build");
        requireNonNull(version, "version");
        requireNonNull(release, "release");
    }
}
