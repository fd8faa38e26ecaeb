package dev.patchproof.portal.appraisal;

import java.util.List;

/** What a checker that reads only bookkeeping would have said. Updates that leave no trace by design do not count. */
final class ClaimedOverall {
    private ClaimedOverall() {}

    static ClaimedVerdict of(List<Judged> updates, Supersedence supersedence) {
        List<LayerResult> claims = updates.stream()
                .map(update -> supersedence.isClaimedBySuccessor(update) ? LayerResult.TRUE : update.claimed())
                .filter(claimed -> claimed != LayerResult.NOT_APPLICABLE)
                .toList();
        if (claims.contains(LayerResult.FALSE)) {
            return ClaimedVerdict.NOT_UP_TO_DATE;
        }
        boolean allClaimed = !claims.isEmpty() && claims.stream().allMatch(LayerResult.TRUE::equals);
        return allClaimed ? ClaimedVerdict.UP_TO_DATE : ClaimedVerdict.CANNOT_TELL;
    }
}
