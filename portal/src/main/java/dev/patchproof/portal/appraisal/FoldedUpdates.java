package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Updates that share one answer and are told by their number alone, so that an answer stays short.
 *
 * @param with the id of the update of the same servicing line that stands for them in the result; empty for updates that
 *     nothing can settle, which do not count
 * @param claimed what the bookkeeping says of each
 * @param verdict on each
 * @param updateIds newest first, or by id where nothing tells which is newer; never empty
 */
public record FoldedUpdates(Optional<String> with, LayerResult claimed, UpdateVerdict verdict, List<String> updateIds) {
    public FoldedUpdates {
        requireNonNull(with, "with");
        requireNonNull(claimed, "claimed");
        requireNonNull(verdict, "verdict");
        updateIds = List.copyOf(updateIds);
        if (updateIds.isEmpty()) {
            throw new IllegalArgumentException("expected the ids of updates, found none");
        }
    }

    /** Whether the overall verdicts count them. */
    public boolean counted() {
        return with.isPresent();
    }
}
