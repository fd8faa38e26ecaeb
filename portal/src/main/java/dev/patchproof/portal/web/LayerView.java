package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.Basis;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerAppraisal;
import dev.patchproof.portal.appraisal.Reason;
import java.util.List;
import java.util.Optional;

/**
 * One layer on the card of an update.
 *
 * @param first the decisive reason
 * @param more the others
 * @param moreWords how many others there are; empty where none
 * @param proof what the layer rests on; empty but for the files
 */
record LayerView(
        String layer,
        String name,
        String question,
        String state,
        String stateWord,
        ReasonView first,
        List<ReasonGroup> more,
        String moreWords,
        String proof) {
    static LayerView of(Sentences sentences, Layer layer, LayerAppraisal appraisal, Basis basis) {
        List<Reason> reasons = appraisal.reasons();
        int others = reasons.size() - 1;
        return new LayerView(
                layer.name(),
                sentences.of(layer),
                sentences.of(layer, "question"),
                appraisal.result().name(),
                sentences.of(appraisal.result()),
                ReasonView.of(sentences, reasons.get(0), Optional.of(appraisal.result())),
                ReasonGroup.of(sentences, reasons.subList(1, reasons.size())),
                others == 0 ? "" : sentences.counted("reasons", others),
                layer == Layer.ON_DISK && basis != Basis.NONE ? sentences.of(basis) : "");
    }
}
