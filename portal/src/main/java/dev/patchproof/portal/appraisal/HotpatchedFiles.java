package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import java.util.List;
import java.util.Optional;

/**
 * A hotpatch raises the revision and leaves the files of its baseline on the disk. Old files contradict no update that
 * came after the baseline; that they are not older still is for the baseline's own update to say. A hotpatch that is
 * newer than the catalog must not pass for files that were put back; nor is it known to be one.
 */
final class HotpatchedFiles {
    private final CumulativeUpdates line;

    HotpatchedFiles(CumulativeUpdates line) {
        this.line = line;
    }

    /** The same, or what is left of a contradiction. A hotpatch's own references are those of its baseline, and hold. */
    LayerAppraisal judge(Update update, Fix fix, LayerAppraisal claimed, LayerAppraisal onDisk) {
        boolean cumulative = ServicedPackages.revisions(List.of(fix)).findAny().isPresent();
        return cumulative && contradicts(onDisk) && claimed.is(LayerResult.TRUE)
                ? reached(claimed)
                        .map(reached -> judge(update, reached, onDisk))
                        .orElse(onDisk)
                : onDisk;
    }

    private LayerAppraisal judge(Update update, Reason reached, LayerAppraisal onDisk) {
        return switch (line.hotpatched(update.id())) {
            case NO -> onDisk;
            case YES ->
                LayerAppraisal.of(
                        LayerResult.NOT_EVALUATED,
                        ReasonCode.HOTPATCH_LEAVES_FILES,
                        "",
                        reached.expected(),
                        reached.found());
            case PERHAPS ->
                onDisk.as(LayerResult.UNKNOWN)
                        .because(new Reason(
                                ReasonCode.PERHAPS_A_NEWER_HOTPATCH, "", reached.expected(), reached.found()));
        };
    }

    /** Files that are gone contradict in any case. */
    private static boolean contradicts(LayerAppraisal onDisk) {
        return onDisk.is(LayerResult.FALSE)
                && (onDisk.has(ReasonCode.FILE_SIGNED_BY_OLDER_BUILD) || onDisk.has(ReasonCode.FILE_VERSION_BELOW))
                && !onDisk.has(ReasonCode.FILE_ABSENT);
    }

    private static Optional<Reason> reached(LayerAppraisal claimed) {
        return claimed.reasons().stream()
                .filter(reason -> reason.code() == ReasonCode.REVISION_REACHED)
                .findFirst();
    }
}
