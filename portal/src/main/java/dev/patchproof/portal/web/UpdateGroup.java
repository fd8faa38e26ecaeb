package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerAppraisal;
import dev.patchproof.portal.appraisal.UpdateResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Updates of one verdict, a line each. */
record UpdateGroup(String verdict, String words, String count, List<Row> rows) {

    static UpdateGroup of(
            Sentences sentences, Standing standing, List<UpdateResult> updates, List<FoldedUpdates> folded) {
        return new UpdateGroup(
                standing.tone(),
                standing.words(sentences),
                Sentences.count(updates.size()),
                updates.stream()
                        .map(update -> Row.of(sentences, update, folded))
                        .toList());
    }

    /**
     * One update in a line.
     *
     * @param found the value that the bookkeeping or the files hold; empty where there is none
     * @param states of the three layers, in their order
     * @param earlier those for which it stands
     */
    record Row(String names, String title, String found, List<State> states, EarlierUpdates earlier) {
        static Row of(Sentences sentences, UpdateResult update, List<FoldedUpdates> folded) {
            String title = update.satisfiedBy()
                    .map(successor -> Sentences.fill(
                            sentences.get("settled-by"),
                            java.util.Map.of("title", update.description(), "successor", successor)))
                    .orElse(update.description());
            return new Row(
                    UpdateCard.names(update),
                    PlainText.of(title),
                    PlainText.of(found(update)),
                    update.layers().values().stream()
                            .map(appraisal -> State.of(sentences, appraisal))
                            .toList(),
                    EarlierUpdates.of(sentences, update, folded));
        }

        private static String found(UpdateResult update) {
            return Stream.of(Layer.CLAIMED, Layer.ON_DISK)
                    .flatMap(layer -> Stream.ofNullable(update.layers().get(layer)))
                    .flatMap(appraisal -> appraisal.reasons().stream())
                    .map(reason -> reason.found())
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * One layer in a cell.
     *
     * @param reason the decisive one
     */
    record State(String state, String words, String reason) {
        static State of(Sentences sentences, LayerAppraisal appraisal) {
            return new State(
                    appraisal.result().name(),
                    sentences.of(appraisal.result()),
                    ReasonView.of(sentences, appraisal.reasons().get(0), Optional.empty())
                            .words());
        }
    }
}
