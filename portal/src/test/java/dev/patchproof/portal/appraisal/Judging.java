package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.evidence.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Appraises test computers and reads results. */
final class Judging {
    static final AppraisalPolicy POLICY = new AppraisalPolicy(Duration.ofDays(30), Duration.ofDays(7), Set.of());

    private Judging() {}

    static AttestationResult judge(Catalog catalog, Computer computer) {
        return judge(catalog, computer.answering(catalog));
    }

    static AttestationResult judge(Catalog catalog, Evidence evidence) {
        return Appraiser.appraise(catalog, evidence, Computer.NOW, POLICY);
    }

    /** Of an update that the answer shows, or folds. */
    static UpdateVerdict verdict(AttestationResult result, String id) {
        return Stream.concat(
                        result.updates().stream()
                                .filter(update -> update.updateId().equals(id))
                                .map(UpdateResult::verdict),
                        result.folded().stream()
                                .filter(folded -> folded.updateIds().contains(id))
                                .map(FoldedUpdates::verdict))
                .findFirst()
                .orElseThrow();
    }

    static UpdateResult update(AttestationResult result, String id) {
        return result.updates().stream()
                .filter(update -> update.updateId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static LayerResult layer(AttestationResult result, String id, Layer layer) {
        return appraisal(result, id, layer).result();
    }

    static List<ReasonCode> codes(AttestationResult result, String id, Layer layer) {
        return codes(appraisal(result, id, layer).reasons());
    }

    static List<ReasonCode> codes(List<Reason> reasons) {
        return reasons.stream().map(Reason::code).toList();
    }

    static Reason reason(AttestationResult result, String id, ReasonCode code) {
        return update(result, id).layers().values().stream()
                .flatMap(layer -> layer.reasons().stream())
                .filter(reason -> reason.code() == code)
                .findFirst()
                .orElseThrow();
    }

    private static LayerAppraisal appraisal(AttestationResult result, String id, Layer layer) {
        return Stream.ofNullable(update(result, id).layers().get(layer))
                .findFirst()
                .orElseThrow();
    }
}
