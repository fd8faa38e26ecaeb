package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * When and why the verdict on a computer changed.
 *
 * @param catalogRelease of the catalog that judged
 * @param before empty where there was no verdict on this device
 * @param after empty where none holds any more: expired
 * @param updatesChanged how many updates are judged differently; 0 for new evidence, whose updates are all new
 * @param updates the first of them
 */
public record VerdictChange(
        Instant at,
        Cause cause,
        String catalogRelease,
        Optional<Overall> before,
        Optional<Overall> after,
        int updatesChanged,
        List<UpdateChange> updates) {
    static final int MOST_UPDATES = 50;

    public VerdictChange {
        requireNonNull(at, "at");
        requireNonNull(cause, "cause");
        requireNonNull(catalogRelease, "catalogRelease");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        updates = List.copyOf(updates);
    }

    static VerdictChange newEvidence(Instant at, Optional<Overall> before, AttestationResult result) {
        return new VerdictChange(
                at, Cause.NEW_EVIDENCE, result.catalogRelease(), before, Optional.of(Overall.of(result)), 0, List.of());
    }

    static VerdictChange newCatalog(Instant at, AttestationResult before, AttestationResult after) {
        List<UpdateChange> changes = changes(before, after);
        return new VerdictChange(
                at,
                Cause.NEW_CATALOG,
                after.catalogRelease(),
                Optional.of(Overall.of(before)),
                Optional.of(Overall.of(after)),
                changes.size(),
                changes.stream().limit(MOST_UPDATES).toList());
    }

    static VerdictChange expired(Instant at, String catalogRelease, Overall before) {
        return new VerdictChange(
                at, Cause.EXPIRED, catalogRelease, Optional.of(before), Optional.empty(), 0, List.of());
    }

    /** Whether anything is judged differently. */
    boolean isChange() {
        return !before.equals(after) || updatesChanged > 0;
    }

    private static List<UpdateChange> changes(AttestationResult before, AttestationResult after) {
        Map<String, UpdateVerdict> was = verdicts(before);
        Map<String, UpdateVerdict> is = verdicts(after);
        TreeSet<String> ids = new TreeSet<>(was.keySet());
        ids.addAll(is.keySet());
        return ids.stream()
                .map(id -> new UpdateChange(id, Optional.ofNullable(was.get(id)), Optional.ofNullable(is.get(id))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    /** Of every update that counts, those that the answer folds as well. */
    private static Map<String, UpdateVerdict> verdicts(AttestationResult result) {
        Map<String, UpdateVerdict> verdicts = new HashMap<>();
        result.updates().stream()
                .filter(UpdateResult::counted)
                .forEach(update -> verdicts.put(update.updateId(), update.verdict()));
        result.folded().stream().filter(FoldedUpdates::counted).forEach(folded -> folded.updateIds()
                .forEach(id -> verdicts.put(id, folded.verdict())));
        return verdicts;
    }

    /** Why. */
    public enum Cause {
        /** The computer was read again. */
        NEW_EVIDENCE,
        /** The same evidence was judged again by another catalog. */
        NEW_CATALOG,
        /** Evidence or catalog became too old to rely on. */
        EXPIRED
    }

    /** The two overall verdicts. */
    public record Overall(ClaimedVerdict claimed, OverallVerdict found) {
        public Overall {
            requireNonNull(claimed, "claimed");
            requireNonNull(found, "found");
        }

        static Overall of(AttestationResult result) {
            return new Overall(result.claimed(), result.found());
        }
    }

    /**
     * An update that is judged differently.
     *
     * @param before empty where it was not judged
     * @param after empty where it is not judged any more
     */
    public record UpdateChange(String updateId, Optional<UpdateVerdict> before, Optional<UpdateVerdict> after) {
        public UpdateChange {
            requireNonNull(updateId, "updateId");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
        }

        /** What became of it, handled by case. */
        public <R> R fold(
                Function<UpdateVerdict, ? extends R> come,
                Function<UpdateVerdict, ? extends R> gone,
                java.util.function.BiFunction<UpdateVerdict, UpdateVerdict, ? extends R> changed) {
            if (before.isEmpty()) {
                return come.apply(after.orElseThrow());
            }
            return after.isEmpty() ? gone.apply(before.get()) : changed.apply(before.get(), after.get());
        }
    }
}
