package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerAppraisal;
import dev.patchproof.portal.appraisal.Reason;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import dev.patchproof.portal.corpus.CaseComputer;
import dev.patchproof.portal.corpus.ExpectedResult;
import dev.patchproof.portal.corpus.LiarCase;
import dev.patchproof.portal.web.KnownLiarsView.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One computer of a known liar's case.
 *
 * @param because why the two answers are not as simple as liar and clean; empty where they are
 */
record CaseComputerView(
        String name,
        String words,
        Answer claimed,
        Answer found,
        List<UpdateLine> updates,
        List<ReasonGroup> grounds,
        String because) {

    static CaseComputerView of(Sentences sentences, LiarCase liarCase, CaseComputer computer) {
        AttestationResult result = liarCase.judge(computer);
        ExpectedResult expected = computer.expected();
        return new CaseComputerView(
                computer.name(),
                computer.words(),
                new Answer(result.claimed().name(), sentences.of(result.claimed())),
                new Answer(result.found().name(), sentences.of(result.found())),
                result.updates().stream()
                        .map(update -> UpdateLine.of(
                                sentences, update, liarCase.liars().contains(computer), expected))
                        .toList(),
                ReasonGroup.of(
                        sentences,
                        result.grounds().stream()
                                .filter(ground -> expected.grounds().contains(ground.code()))
                                .toList()),
                expected.because());
    }

    /**
     * One update in a line.
     *
     * @param verdict sets colour and shape
     * @param words the verdict
     * @param reasons the decisive ones; none where an update is not what a liar lies about
     */
    record UpdateLine(String verdict, String words, String id, List<ReasonLine> reasons) {
        static UpdateLine of(Sentences sentences, UpdateResult update, boolean ofLiar, ExpectedResult expected) {
            Standing standing = Standing.of(update);
            return new UpdateLine(
                    standing.tone(),
                    UpdateCard.words(sentences, update, standing),
                    PlainText.of(update.updateId()),
                    ofLiar && update.verdict() == UpdateVerdict.IN_FORCE
                            ? List.of()
                            : reasons(sentences, update, expected));
        }

        private static List<ReasonLine> reasons(Sentences sentences, UpdateResult update, ExpectedResult expected) {
            return update.layers().entrySet().stream()
                    .flatMap(entry -> ReasonLine.of(
                            sentences, entry.getKey(), entry.getValue(), decisive(update, entry.getKey(), expected)))
                    .toList();
        }

        /** What the case says must be given is what decides it. */
        private static List<ReasonCode> decisive(UpdateResult update, Layer layer, ExpectedResult expected) {
            return Stream.ofNullable(expected.updates().get(update.updateId()))
                    .flatMap(each -> each.reasons(layer).stream())
                    .toList();
        }
    }

    /** A reason of a layer. */
    record ReasonLine(String layer, ReasonView reason) {
        static Stream<ReasonLine> of(
                Sentences sentences, Layer layer, LayerAppraisal appraisal, List<ReasonCode> decisive) {
            return decisive.stream()
                    .flatMap(code -> first(appraisal, code).stream())
                    .map(reason -> new ReasonLine(
                            sentences.of(layer), ReasonView.of(sentences, reason, Optional.of(appraisal.result()))));
        }

        private static Optional<Reason> first(LayerAppraisal appraisal, ReasonCode code) {
            return appraisal.reasons().stream()
                    .filter(reason -> reason.code() == code)
                    .findFirst();
        }
    }
}
