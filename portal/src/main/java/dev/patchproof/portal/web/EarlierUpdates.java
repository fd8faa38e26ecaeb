package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.util.List;

/**
 * The earlier updates of a servicing line for which one update stands, in a line.
 *
 * @param words how many, and what becomes of them; empty where there are none
 * @param names their ids, newest first
 */
record EarlierUpdates(String words, List<String> names) {
    static EarlierUpdates of(Sentences sentences, UpdateResult update, List<FoldedUpdates> folded) {
        List<String> ids = folded.stream()
                .filter(each -> each.with().filter(update.updateId()::equals).isPresent())
                .flatMap(each -> each.updateIds().stream())
                .toList();
        return new EarlierUpdates(
                ids.isEmpty() ? "" : sentences.counted("folded." + key(update.verdict()), ids.size()),
                ids.stream().map(PlainText::of).toList());
    }

    private static String key(UpdateVerdict verdict) {
        return switch (verdict) {
            case IN_FORCE, FOUND_NOT_CLAIMED -> "settled";
            case MISSING, PENDING_RESTART -> "install";
            case INSTALLED_NOT_IN_FORCE,
                    RESTART_TO_BE_SURE,
                    CLAIMED_NOT_FOUND,
                    COULD_NOT_CHECK,
                    CLAIMED_UNVERIFIED,
                    NOT_APPLICABLE -> "alike";
        };
    }
}
