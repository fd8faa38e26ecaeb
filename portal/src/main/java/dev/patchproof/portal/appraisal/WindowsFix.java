package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Evidence;
import java.util.List;

/** Judges one fix on a Windows computer. */
final class WindowsFix {
    private final Evidence evidence;

    WindowsFix(Evidence evidence) {
        this.evidence = evidence;
    }

    /**
     * Judges a fix.
     *
     * @param alternatives the other fixes of the update that are for this computer, or may be
     */
    FixAppraisal appraise(Update update, Fix fix, List<Fix> alternatives) {
        WindowsClaims claims = new WindowsClaims(evidence);
        LayerAppraisal onDisk = new WindowsFiles(evidence, alternatives).appraise(fix.references());
        LayerAppraisal inForce =
                new WindowsInForce(evidence).appraise(update.restart(), WindowsFiles.paths(fix.references()));
        return new FixAppraisal(
                claims.appraise(fix.claims()),
                onDisk,
                inForce,
                onDisk.is(LayerResult.NOT_EVALUATED) ? Basis.NONE : Basis.REFERENCE_VALUE,
                claims.conclusive(fix.claims()));
    }
}
