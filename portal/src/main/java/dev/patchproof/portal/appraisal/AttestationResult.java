package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on one computer, with everything it rests on. Self-reported, always.
 *
 * @param claimed what a bookkeeping-only checker would have said
 * @param found what Patchproof found
 * @param productId catalog id of the product release; empty where the catalog does not know it
 * @param productName as the computer calls itself
 * @param scope what the verdict covers, in words
 * @param evidenceDate when the probe finished, by the computer's clock
 * @param catalogDate the newest day of the facts used for this product; empty where there were none
 * @param catalogRelease name of the catalog state that judged
 * @param staleFrom from when this result must not be relied on
 * @param grounds why the overall verdict is what it is, and what stands beside it (end of support, stale catalog)
 * @param updates the updates of the catalog that apply, sorted by need of attention, then by id
 * @param folded further ones that apply, each settled with one of {@code updates} or by nothing
 * @param notes what was seen and does not count
 */
public record AttestationResult(
        ClaimedVerdict claimed,
        OverallVerdict found,
        Optional<String> productId,
        String productName,
        String scope,
        Instant evidenceDate,
        Optional<LocalDate> catalogDate,
        String catalogRelease,
        Instant staleFrom,
        List<Reason> grounds,
        List<UpdateResult> updates,
        List<FoldedUpdates> folded,
        List<Reason> notes) {
    public AttestationResult {
        requireNonNull(claimed, "claimed");
        requireNonNull(found, "found");
        requireNonNull(productId, "productId");
        requireNonNull(productName, "productName");
        requireNonNull(scope, "scope");
        requireNonNull(evidenceDate, "evidenceDate");
        requireNonNull(catalogDate, "catalogDate");
        requireNonNull(catalogRelease, "catalogRelease");
        requireNonNull(staleFrom, "staleFrom");
        grounds = List.copyOf(grounds);
        updates = List.copyOf(updates);
        folded = List.copyOf(folded);
        notes = List.copyOf(notes);
    }
}
