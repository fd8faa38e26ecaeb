package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * One fix judged on its three layers.
 *
 * @param conclusive whether "no" of the bookkeeping settles it
 * @param staging whether the system has made it ready for a restart
 */
record FixAppraisal(
        LayerAppraisal claimed,
        LayerAppraisal onDisk,
        LayerAppraisal inForce,
        Basis basis,
        boolean conclusive,
        Staging staging) {
    FixAppraisal {
        requireNonNull(claimed, "claimed");
        requireNonNull(onDisk, "onDisk");
        requireNonNull(inForce, "inForce");
        requireNonNull(basis, "basis");
        requireNonNull(staging, "staging");
    }

    FixAppraisal(
            LayerAppraisal claimed, LayerAppraisal onDisk, LayerAppraisal inForce, Basis basis, boolean conclusive) {
        this(claimed, onDisk, inForce, basis, conclusive, Staging.NONE);
    }

    UpdateVerdict verdict() {
        UpdateVerdict found = VerdictTable.verdict(claimed.result(), onDisk.result(), inForce.result(), conclusive);
        return found == UpdateVerdict.MISSING && staging == Staging.FOR_RESTART ? UpdateVerdict.PENDING_RESTART : found;
    }

    /** The same made ready, which the bookkeeping says so plainly that its "no" settles it. */
    FixAppraisal staged(Staging how, List<Reason> why) {
        LayerAppraisal said = new LayerAppraisal(
                claimed.result(),
                Stream.concat(why.stream(), claimed.reasons().stream()).toList());
        return new FixAppraisal(said, onDisk, inForce, basis, true, how);
    }

    /** The same with its proof in doubt: could not be checked, and why. */
    FixAppraisal doubted(Reason why) {
        return doubted(LayerResult.UNKNOWN, why);
    }

    /** The same with another result on disk, and why. */
    FixAppraisal doubted(LayerResult proof, Reason why) {
        return with(onDisk.as(proof).because(why));
    }

    /** The same with one more ground in front of every layer. */
    FixAppraisal because(Reason why) {
        return new FixAppraisal(
                claimed.because(why), onDisk.because(why), inForce.because(why), basis, conclusive, staging);
    }

    /** The same with one more ground in front of the files, which changes nothing. */
    FixAppraisal remarked(Reason why) {
        return with(onDisk.because(why));
    }

    private FixAppraisal with(LayerAppraisal files) {
        return new FixAppraisal(claimed, files, inForce, basis, conclusive, staging);
    }
}
