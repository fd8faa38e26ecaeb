package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Evidence;
import java.util.List;

/** Judges one fix on a Windows computer. */
final class WindowsFix {
    private final Evidence evidence;
    private final WindowsClaims claims;
    private final WindowsInForce inForce;
    private final StagedUpdates staged;

    WindowsFix(Evidence evidence, ServicedPackages packages) {
        this.evidence = evidence;
        claims = new WindowsClaims(evidence, packages);
        inForce = new WindowsInForce(evidence, packages);
        staged = new StagedUpdates(evidence, packages);
    }

    /**
     * Judges a fix.
     *
     * @param alternatives the other fixes of the update that are for this computer, or may be
     */
    FixAppraisal appraise(Update update, Fix fix, List<Fix> alternatives) {
        LayerAppraisal onDisk = new WindowsFiles(evidence, alternatives)
                .appraise(fix.references(), ServicedPackages.kbs(update, List.of(fix)));
        FixAppraisal judged = new FixAppraisal(
                claims.appraise(fix.claims()),
                onDisk,
                inForce.appraise(update, fix),
                onDisk.is(LayerResult.NOT_EVALUATED) ? Basis.NONE : WindowsFiles.basis(fix.references()),
                claims.conclusive(fix.claims()));
        FixAppraisal remarked = judged;
        for (Reason doubt : new CoreFiles(evidence).doubts(fix, judged.claimed())) {
            remarked = remarked.remarked(doubt);
        }
        FixAppraisal settled = NewerHotpatch.of(alternatives, judged.claimed(), onDisk)
                .map(remarked::doubted)
                .orElse(remarked);
        return staged.judge(update, fix, settled);
    }
}
