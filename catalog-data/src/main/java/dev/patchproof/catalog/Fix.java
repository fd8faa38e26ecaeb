package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an update does to one product.
 *
 * @param line servicing line, where the vendor keeps several: {@code GDR}, {@code LDR}, {@code cumulative},
 *     {@code hotpatch}, {@link #PRO}; empty where there is one
 * @param claims bookkeeping that says it is installed; any one is a claim
 * @param references what proves it on disk; all are needed; empty where no reference value is known
 * @param effects what, beyond the files, must hold for the fix to be in force; all are needed
 * @param coreFiles files that usually, and not always, carry the build's revision: where all are older than the build
 *     claims that is worth a doubt, never a verdict
 */
public record Fix(
        ProductCondition product,
        String line,
        List<ClaimTest> claims,
        List<ReferenceValue> references,
        List<EffectTest> effects,
        List<String> coreFiles) {
    /** The line of what Ubuntu brings only to computers that are attached to Ubuntu Pro. */
    public static final String PRO = "pro";

    public Fix {
        requireNonNull(product, "product");
        requireNonNull(line, "line");
        claims = List.copyOf(claims);
        references = List.copyOf(references);
        effects = List.copyOf(effects);
        coreFiles = List.copyOf(coreFiles);
        if (claims.isEmpty() && references.isEmpty()) {
            throw new IllegalArgumentException("expected a claim test or a reference value, found neither");
        }
    }
}
