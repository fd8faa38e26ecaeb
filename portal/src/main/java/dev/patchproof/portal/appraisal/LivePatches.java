package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.LivePatch;
import dev.patchproof.evidence.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Live patches that are applied to the running kernel. A name does not tell which fixes a live patch holds, and the
 * catalog does not either: with one, an older kernel is not known to have the hole, and never known to have the fix.
 *
 * @param applied names of those whose functions all tasks run
 */
record LivePatches(List<String> applied) {
    LivePatches {
        applied = List.copyOf(applied);
    }

    static LivePatches of(LinuxKernelFact fact) {
        return new LivePatches(
                fact
                        .livePatches()
                        .<List<LivePatch>>fold(all -> all, List::of, missing -> List.of(), failed -> List.of())
                        .stream()
                        .filter(LivePatches::isApplied)
                        .map(LivePatch::name)
                        .toList());
    }

    /** What to say of them where no update's result does. */
    static Stream<Reason> note(Evidence evidence, List<UpdateResult> updates) {
        boolean told = updates.stream()
                .flatMap(update -> update.layers().values().stream())
                .anyMatch(layer -> layer.has(ReasonCode.LIVE_PATCH_APPLIED));
        return told
                ? Stream.of()
                : evidence
                        .find(new Query.LinuxKernel())
                        .<Optional<Reason>>fold(
                                fact -> of(fact).ground(),
                                Optional::empty,
                                missing -> Optional.empty(),
                                failed -> Optional.empty())
                        .stream();
    }

    /** The same, where the running kernel is older than the fix and a live patch may hold it. */
    LayerAppraisal qualify(LayerAppraisal inForce) {
        return inForce.is(LayerResult.FALSE) && inForce.has(ReasonCode.KERNEL_RUNNING_OLDER)
                ? ground().map(reason -> inForce.as(LayerResult.UNKNOWN).because(reason))
                        .orElse(inForce)
                : inForce;
    }

    private Optional<Reason> ground() {
        return applied.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(ReasonCode.LIVE_PATCH_APPLIED, String.join(", ", applied), "", ""));
    }

    private static boolean isApplied(LivePatch patch) {
        return says(patch.enabled(), "1") && !says(patch.transition(), "1");
    }

    private static boolean says(Finding<String> finding, String wanted) {
        return finding.fold(wanted::equals, () -> false, missing -> false, failed -> false);
    }
}
