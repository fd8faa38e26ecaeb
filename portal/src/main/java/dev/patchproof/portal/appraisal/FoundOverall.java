package dev.patchproof.portal.appraisal;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What Patchproof found over all updates: the first that holds, and up to date only where nothing else does. */
final class FoundOverall {
    private static final Set<UpdateVerdict> GAPS = EnumSet.of(UpdateVerdict.MISSING, UpdateVerdict.CLAIMED_NOT_FOUND);
    private static final Set<UpdateVerdict> WAITING = EnumSet.of(
            UpdateVerdict.INSTALLED_NOT_IN_FORCE, UpdateVerdict.RESTART_TO_BE_SURE, UpdateVerdict.PENDING_RESTART);

    private FoundOverall() {}

    /**
     * The overall verdict.
     *
     * @param counted the updates that count
     * @param supportEnded whether the release gets no more security updates
     * @param inDoubt whether the product, the plan or the catalog's age forbids to call anything up to date
     */
    static OverallVerdict of(Collection<UpdateResult> counted, boolean supportEnded, boolean inDoubt) {
        List<UpdateVerdict> verdicts =
                counted.stream().map(UpdateResult::verdict).toList();
        if (verdicts.stream().anyMatch(GAPS::contains) || counted.stream().anyMatch(UpdateResult::waitsForSwitch)) {
            return OverallVerdict.NOT_UP_TO_DATE;
        }
        if (supportEnded) {
            return OverallVerdict.UNSUPPORTED;
        }
        boolean unchecked = verdicts.contains(UpdateVerdict.COULD_NOT_CHECK);
        if (!unchecked && verdicts.stream().anyMatch(WAITING::contains)) {
            return OverallVerdict.RESTART_NEEDED;
        }
        if (unchecked || inDoubt || verdicts.isEmpty()) {
            return OverallVerdict.CANNOT_TELL;
        }
        if (verdicts.contains(UpdateVerdict.CLAIMED_UNVERIFIED)) {
            return OverallVerdict.UNVERIFIED;
        }
        return verdicts.stream().allMatch(Judged::isProven) ? OverallVerdict.UP_TO_DATE : OverallVerdict.CANNOT_TELL;
    }
}
