package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/** Judges one fix on a Windows computer. */
final class WindowsFix {
    private final Evidence evidence;
    private final CumulativeUpdates line;
    private final WindowsClaims claims;
    private final WindowsInForce inForce;
    private final StagedUpdates staged;

    WindowsFix(Evidence evidence, ServicedPackages packages, CumulativeUpdates line) {
        this.evidence = evidence;
        this.line = line;
        claims = new WindowsClaims(evidence, packages);
        inForce = new WindowsInForce(evidence, packages);
        staged = new StagedUpdates(evidence, packages);
    }

    /**
     * Judges a fix.
     *
     * @param alternatives the other fixes of the update that are for this computer, or may be
     */
    FixAppraisal appraise(Update update, Fix asWritten, List<Fix> alternatives) {
        Fix fix = line.withBaseline(update, asWritten);
        LayerAppraisal claimed = claims.appraise(fix.claims());
        LayerAppraisal compared = new HotpatchedFiles(line)
                .judge(
                        update,
                        fix,
                        claimed,
                        new WindowsFiles(evidence, alternatives)
                                .appraise(fix.references(), ServicedPackages.kbs(update, List.of(fix))));
        CoreFiles core = new CoreFiles(evidence);
        Optional<LayerAppraisal> absence =
                compared.is(LayerResult.NOT_EVALUATED) ? core.absence(fix, claimed) : Optional.empty();
        FixAppraisal judged = new FixAppraisal(
                claimed,
                absence.orElse(compared),
                inForce.appraise(update, fix),
                absence.map(older -> Basis.REFERENCE_VALUE)
                        .orElse(
                                compared.is(LayerResult.NOT_EVALUATED)
                                        ? Basis.NONE
                                        : WindowsFiles.basis(fix.references())),
                claims.conclusive(fix.claims()));
        FixAppraisal remarked = judged;
        for (Reason doubt : doubts(core, update, fix, judged)) {
            remarked = remarked.remarked(doubt);
        }
        return staged.judge(update, fix, remarked);
    }

    /** Files that a hotpatch leaves behind raise no doubt of their own. */
    private List<Reason> doubts(CoreFiles core, Update update, Fix fix, FixAppraisal judged) {
        return switch (line.hotpatched(update.id())) {
            case NO -> core.doubts(fix, judged.claimed());
            case PERHAPS ->
                judged.onDisk().has(ReasonCode.PERHAPS_A_NEWER_HOTPATCH)
                        ? List.of()
                        : core.doubts(fix, judged.claimed());
            case YES -> List.of();
        };
    }
}
