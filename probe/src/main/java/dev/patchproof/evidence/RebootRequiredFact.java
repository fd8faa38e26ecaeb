package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The restart flag is set.
 *
 * @param since time of the flag file
 * @param packages the packages that asked, in file order; does not exist where none wrote its name
 */
public record RebootRequiredFact(Instant since, Finding<List<String>> packages) {
    public RebootRequiredFact {
        requireNonNull(since, "since");
        requireNonNull(packages, "packages");
    }
}
