package dev.patchproof.portal.corpus;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.util.List;
import java.util.Map;

/**
 * What Patchproof must say of a computer.
 *
 * @param because why a clean computer deserves less than up to date, or why a liar did not fool the bookkeeping; empty where
 *     a clean one is up to date and a liar claims to be
 * @param grounds reasons of the whole result that must be given
 * @param notes notes that must be given
 * @param updates every update of the result by its id, and no other
 */
public record ExpectedResult(
        ClaimedVerdict claimed,
        OverallVerdict found,
        String because,
        List<ReasonCode> grounds,
        List<ReasonCode> notes,
        Map<String, ExpectedUpdate> updates) {
    public ExpectedResult {
        requireNonNull(claimed, "claimed");
        requireNonNull(found, "found");
        requireNonNull(because, "because");
        grounds = List.copyOf(grounds);
        notes = List.copyOf(notes);
        updates = Map.copyOf(updates);
    }

    /**
     * One update.
     *
     * @param reasons that must be given, by layer: those that decide
     */
    public record ExpectedUpdate(UpdateVerdict verdict, Map<Layer, List<ReasonCode>> reasons) {
        public ExpectedUpdate {
            requireNonNull(verdict, "verdict");
            reasons = Map.copyOf(reasons);
        }

        /** Those of one layer; empty where it decides nothing. */
        public List<ReasonCode> reasons(Layer layer) {
            return reasons.getOrDefault(layer, List.of());
        }
    }
}
