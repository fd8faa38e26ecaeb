package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hotpatch raises the revision and leaves the files of its baseline on the disk. One that is newer than the catalog must
 * not pass for files that were put back; nor is it known to be one.
 */
final class NewerHotpatch {
    private NewerHotpatch() {}

    /**
     * Why old files contradict nothing here; empty where they do.
     *
     * @param alternatives the other fixes of the update for this computer
     */
    static Optional<Reason> of(List<Fix> alternatives, LayerAppraisal claimed, LayerAppraisal onDisk) {
        boolean onlyOldCatalogs = onDisk.is(LayerResult.FALSE)
                && onDisk.has(ReasonCode.FILE_SIGNED_BY_OLDER_BUILD)
                && !onDisk.has(ReasonCode.FILE_ABSENT)
                && !onDisk.has(ReasonCode.FILE_VERSION_BELOW);
        return onlyOldCatalogs && claimed.is(LayerResult.TRUE) && isHotpatched(alternatives)
                ? claimed.reasons().stream()
                        .filter(reason -> reason.code() == ReasonCode.REVISION_REACHED
                                && !reason.found().equals(reason.expected()))
                        .findFirst()
                        .map(above ->
                                new Reason(ReasonCode.PERHAPS_A_NEWER_HOTPATCH, "", above.expected(), above.found()))
                : Optional.empty();
    }

    private static boolean isHotpatched(List<Fix> alternatives) {
        return alternatives.stream()
                .flatMap(fix -> fix.claims().stream())
                .flatMap(claim -> claim.<Stream<WindowsRevision>>fold(
                        key -> Stream.of(),
                        Stream::of,
                        packages -> Stream.of(),
                        kernel -> Stream.of(),
                        serviced -> Stream.of()))
                .anyMatch(WindowsRevision::exactly);
    }
}
