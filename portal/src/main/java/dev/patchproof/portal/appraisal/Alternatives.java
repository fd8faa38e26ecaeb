package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Update;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fixes of one update on one computer. Any one that is for the computer proves the update; one that may be for it,
 * as a fact of the product is not known, proves nothing and rules nothing out.
 *
 * @param certain fixes that are for this computer
 * @param possible fixes that may be
 */
record Alternatives(Update update, List<FixAppraisal> certain, List<FixAppraisal> possible) {
    /** What a reader should be told first, where several fixes were judged. */
    private static final List<UpdateVerdict> BEST_FIRST = List.of(
            UpdateVerdict.IN_FORCE,
            UpdateVerdict.FOUND_NOT_CLAIMED,
            UpdateVerdict.RESTART_TO_BE_SURE,
            UpdateVerdict.INSTALLED_NOT_IN_FORCE,
            UpdateVerdict.CLAIMED_UNVERIFIED,
            UpdateVerdict.PENDING_RESTART,
            UpdateVerdict.COULD_NOT_CHECK,
            UpdateVerdict.CLAIMED_NOT_FOUND,
            UpdateVerdict.MISSING,
            UpdateVerdict.NOT_APPLICABLE);

    private static final List<LayerResult> CLAIM_FIRST = List.of(
            LayerResult.TRUE,
            LayerResult.ERROR,
            LayerResult.UNKNOWN,
            LayerResult.NOT_EVALUATED,
            LayerResult.FALSE,
            LayerResult.NOT_APPLICABLE);

    Alternatives {
        requireNonNull(update, "update");
        certain = List.copyOf(certain);
        possible = List.copyOf(possible);
    }

    /** Empty where nothing on the computer is what the update is for. */
    Optional<Judged> judge(Reason productInDoubt) {
        if (certain.isEmpty()) {
            return best(possible)
                    .map(fix -> fix.doubted(productInDoubt))
                    .map(fix -> new Judged(update, fix, LayerResult.UNKNOWN));
        }
        return best(certain).map(fix -> {
            boolean otherwiseProven =
                    possible.stream().map(FixAppraisal::verdict).anyMatch(Judged::isProven);
            FixAppraisal judged =
                    !Judged.isProven(fix.verdict()) && otherwiseProven ? fix.doubted(productInDoubt) : fix;
            return new Judged(update, judged, claimed());
        });
    }

    private LayerResult claimed() {
        return certain.stream()
                .map(fix -> fix.claimed().result())
                .min(Comparator.comparingInt(CLAIM_FIRST::indexOf))
                .orElseThrow();
    }

    /** "Nothing contradicts" is not said while the files of another fix do. */
    private static Optional<FixAppraisal> best(List<FixAppraisal> fixes) {
        boolean contradicted = fixes.stream().anyMatch(fix -> fix.verdict() == UpdateVerdict.CLAIMED_NOT_FOUND);
        Stream<FixAppraisal> counting =
                fixes.stream().filter(fix -> !contradicted || fix.verdict() != UpdateVerdict.CLAIMED_UNVERIFIED);
        return counting.min(Comparator.comparingInt(fix -> BEST_FIRST.indexOf(fix.verdict())));
    }
}
