package dev.patchproof.portal.web;

import dev.patchproof.portal.result.VerdictChange;
import dev.patchproof.portal.result.VerdictChange.Overall;
import dev.patchproof.portal.result.VerdictChange.UpdateChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One change of the verdict.
 *
 * @param before what was found until then; empty where nothing was
 * @param after what is found since
 * @param afterVerdict sets colour and shape
 * @param count how many updates are judged differently, in words; empty where none
 * @param updates the first of them, a line each
 */
record HistoryLine(
        Moment at, String cause, String before, String after, String afterVerdict, String count, List<String> updates) {
    private static final int MOST_UPDATES = 12;

    /** Nothing where the verdict was given once and never changed. */
    static List<HistoryLine> of(Sentences sentences, List<VerdictChange> changes) {
        boolean changed = changes.stream().anyMatch(change -> change.before().isPresent());
        return changed ? changes.stream().map(change -> of(sentences, change)).toList() : List.of();
    }

    private static HistoryLine of(Sentences sentences, VerdictChange change) {
        Optional<Overall> after = change.after();
        int more = change.updatesChanged()
                - Math.min(MOST_UPDATES, change.updates().size());
        List<String> lines = new java.util.ArrayList<>(change.updates().stream()
                .limit(MOST_UPDATES)
                .map(each -> line(sentences, each))
                .toList());
        if (more > 0) {
            lines.add(sentences.counted("reasons", more));
        }
        return new HistoryLine(
                Moment.of(change.at()),
                sentences.get("history." + change.cause().name()),
                change.before().map(each -> sentences.of(each.found())).orElse(""),
                after.map(each -> sentences.of(each.found())).orElseGet(() -> sentences.get("history.stale")),
                after.map(each -> each.found().name()).orElse("STALE"),
                change.updatesChanged() > 0 ? sentences.counted("history.updates", change.updatesChanged()) : "",
                lines);
    }

    private static String line(Sentences sentences, UpdateChange change) {
        String words = change.fold(
                come -> Sentences.fill(sentences.get("history.come"), Map.of("found", sentences.of(come))),
                gone -> Sentences.fill(sentences.get("history.gone"), Map.of("expected", sentences.of(gone))),
                (before, after) -> Sentences.fill(
                        sentences.get("history.changed"),
                        Map.of("expected", sentences.of(before), "found", sentences.of(after))));
        return PlainText.of(change.updateId()) + ": " + words;
    }
}
