package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** One layer of one update: its result and the grounds of it, the decisive ones first. */
public record LayerAppraisal(LayerResult result, List<Reason> reasons) {
    public LayerAppraisal {
        requireNonNull(result, "result");
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a layer result needs a reason");
        }
    }
}
