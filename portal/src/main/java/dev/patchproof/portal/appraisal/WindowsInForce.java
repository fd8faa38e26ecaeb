package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts.Setting;
import dev.patchproof.evidence.WindowsFileFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the running Windows uses the files of a fix: none of them waits for a rename at the next start, and none came
 * after the last one. Pending work for other files does not count.
 */
final class WindowsInForce {
    /** Boot time is computed from uptime; a file this close to it counts as newer. */
    private static final Duration CLOCK_MARGIN = Duration.ofSeconds(2);

    private final Evidence evidence;

    WindowsInForce(Evidence evidence) {
        this.evidence = evidence;
    }

    LayerAppraisal appraise(RestartNeed restart, List<String> paths) {
        if (evidence.system().setting() == Setting.OFFLINE_ROOT) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NOT_THE_RUNNING_SYSTEM, "");
        }
        LayerAppraisal renames = renames(paths);
        if (restart == RestartNeed.NO) {
            return renames.is(LayerResult.FALSE)
                    ? renames
                    : LayerAppraisal.of(LayerResult.NOT_APPLICABLE, ReasonCode.NOTHING_TO_RESTART, "");
        }
        if (paths.isEmpty()) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NO_REFERENCE_VALUE, "");
        }
        return AllOf.of(List.of(renames, sinceBoot(paths)));
    }

    private LayerAppraisal renames(List<String> paths) {
        return evidence.find(new Query.WindowsRestart())
                .<LayerAppraisal>fold(
                        fact -> fact.pendingFileRenames()
                                .<LayerAppraisal>fold(
                                        pending -> renames(paths, new PendingRenames(pending)),
                                        () -> LayerAppraisal.of(LayerResult.TRUE, ReasonCode.NO_RENAME_PENDING, ""),
                                        missing -> notCollected(missing.detail()),
                                        failed -> notReadable(failed.code())),
                        () -> notReadable(""),
                        missing -> notCollected(missing.detail()),
                        failed -> notReadable(failed.code()));
    }

    private LayerAppraisal renames(List<String> paths, PendingRenames pending) {
        List<LayerAppraisal> touched = paths.stream()
                .flatMap(path -> pending.touching(path, file(path).map(WindowsFileFact::path)).stream()
                        .map(operation ->
                                LayerAppraisal.of(LayerResult.FALSE, ReasonCode.RENAME_PENDING, path, "", operation)))
                .toList();
        return touched.isEmpty()
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.NO_RENAME_PENDING, "")
                : AllOf.of(touched);
    }

    private LayerAppraisal sinceBoot(List<String> paths) {
        return evidence.system()
                .bootedAt()
                .<LayerAppraisal>fold(
                        boot -> sinceBoot(paths, boot),
                        () -> bootUnknown(""),
                        missing -> bootUnknown(missing.detail()),
                        failed -> bootUnknown(failed.code()));
    }

    private LayerAppraisal sinceBoot(List<String> paths, Instant boot) {
        List<LayerAppraisal> newer = paths.stream()
                .flatMap(path -> file(path).stream())
                .filter(file -> isAfter(latest(file), boot))
                .map(file -> LayerAppraisal.of(
                        LayerResult.FALSE,
                        ReasonCode.FILE_NEWER_THAN_BOOT,
                        file.path(),
                        boot.toString(),
                        latest(file).toString()))
                .toList();
        return newer.isEmpty()
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.FILES_OLDER_THAN_BOOT, "", boot.toString(), "")
                : AllOf.of(newer);
    }

    private Optional<WindowsFileFact> file(String path) {
        return evidence.find(new Query.WindowsFile(path))
                .<Optional<WindowsFileFact>>fold(
                        Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    /** A copied file keeps the modification time of its build; its creation tells when it came here. */
    private static Instant latest(WindowsFileFact file) {
        return Stream.of(file.created(), file.modified())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static boolean isAfter(Instant time, Instant boot) {
        return time.getEpochSecond() > boot.getEpochSecond() - CLOCK_MARGIN.toSeconds();
    }

    private static LayerAppraisal bootUnknown(String found) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.BOOT_TIME_UNKNOWN, "", "", found);
    }

    private static LayerAppraisal notCollected(String detail) {
        return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.RESTART_STATE_NOT_READABLE, "", "", detail);
    }

    private static LayerAppraisal notReadable(String found) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.RESTART_STATE_NOT_READABLE, "", "", found);
    }
}
