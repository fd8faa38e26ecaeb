package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

/**
 * A fact of the product that the system's calls and its registry tell differently.
 *
 * @param fact such as {@code build}
 * @param used what the selector holds: the kernel's own answer
 * @param other what the registry says
 */
public record ProductDisagreement(String fact, String used, String other) {
    public ProductDisagreement {
        requireNonNull(fact, "fact");
        requireNonNull(used, "used");
        requireNonNull(other, "other");
    }
}
