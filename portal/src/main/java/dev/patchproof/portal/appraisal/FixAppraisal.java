package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

/**
 * One fix judged on its three layers.
 *
 * @param conclusive whether "no" of the bookkeeping settles it
 */
record FixAppraisal(
        LayerAppraisal claimed, LayerAppraisal onDisk, LayerAppraisal inForce, Basis basis, boolean conclusive) {
    FixAppraisal {
        requireNonNull(claimed, "claimed");
        requireNonNull(onDisk, "onDisk");
        requireNonNull(inForce, "inForce");
        requireNonNull(basis, "basis");
    }

    UpdateVerdict verdict() {
        return VerdictTable.verdict(claimed.result(), onDisk.result(), inForce.result(), conclusive);
    }

    /** The same with its proof in doubt: could not be checked, and why. */
    FixAppraisal doubted(Reason why) {
        return new FixAppraisal(claimed, onDisk.as(LayerResult.UNKNOWN).because(why), inForce, basis, conclusive);
    }

    /** The same with one more ground in front of every layer. */
    FixAppraisal because(Reason why) {
        return new FixAppraisal(claimed.because(why), onDisk.because(why), inForce.because(why), basis, conclusive);
    }
}
