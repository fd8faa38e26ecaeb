package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.PackageFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of packages against the digests that dpkg recorded on the computer itself. The record is bookkeeping too:
 * it shows what was changed since, not what the distribution published.
 */
final class PackageRecords {
    /** The only error that the named limit is for: a folder or a broken link in place of a file is something else. */
    private static final String DENIED = "ACCESS_DENIED";

    private final List<DebianPackage> packages;

    PackageRecords(List<DebianPackage> packages) {
        this.packages = List.copyOf(packages);
    }

    LayerAppraisal appraise() {
        LayerAppraisal all = AllOf.of(packages.stream().map(PackageRecords::of).toList());
        return all.is(LayerResult.NOT_APPLICABLE) ? all.as(LayerResult.NOT_EVALUATED) : all;
    }

    private static LayerAppraisal of(DebianPackage known) {
        LayerAppraisal files = known.files()
                .<LayerAppraisal>fold(
                        compared -> of(known, compared),
                        () -> LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED, ReasonCode.PACKAGE_RECORD_ABSENT, known.name()),
                        missing -> LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED,
                                ReasonCode.FILE_NOT_COLLECTED,
                                known.name(),
                                "",
                                missing.detail()),
                        failed -> LayerAppraisal.of(
                                LayerResult.ERROR,
                                ReasonCode.PACKAGE_RECORD_UNREADABLE,
                                known.name(),
                                "",
                                failed.code()));
        boolean inBetween = DpkgState.of(known.status()) != DpkgState.INSTALLED;
        // an interrupted installation has a record that may be ahead of the files, or behind them
        return inBetween && files.is(LayerResult.TRUE)
                ? files.as(LayerResult.UNKNOWN)
                        .because(new Reason(ReasonCode.PACKAGE_STATE_NOT_INSTALLED, known.name(), "", known.status()))
                : files;
    }

    private static LayerAppraisal of(DebianPackage known, PackageFiles compared) {
        List<LayerAppraisal> parts = new ArrayList<>();
        compared.differing().forEach(file -> parts.add(differing(file, known)));
        if (compared.matching() > 0) {
            parts.add(LayerAppraisal.of(
                    LayerResult.TRUE,
                    ReasonCode.PACKAGE_FILES_MATCH,
                    known.name(),
                    Integer.toString(compared.recorded()),
                    Integer.toString(compared.matching())));
        }
        if (parts.isEmpty()) {
            return LayerAppraisal.of(LayerResult.NOT_APPLICABLE, ReasonCode.PACKAGE_RECORD_EMPTY, known.name());
        }
        return AllOf.of(parts);
    }

    private static LayerAppraisal differing(DifferingFile file, DebianPackage owner) {
        return file.found()
                .<LayerAppraisal>fold(
                        digest -> LayerAppraisal.of(
                                LayerResult.FALSE,
                                ReasonCode.PACKAGE_FILE_ALTERED,
                                file.path(),
                                file.recorded(),
                                digest),
                        () -> LayerAppraisal.of(
                                LayerResult.FALSE, ReasonCode.PACKAGE_FILE_MISSING, file.path(), file.recorded(), ""),
                        missing -> LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED,
                                ReasonCode.FILE_NOT_COLLECTED,
                                file.path(),
                                file.recorded(),
                                missing.detail()),
                        failed -> unreadable(file, owner, failed.code()));
    }

    /** The named limit: an unprivileged probe may not read it, and nobody touched it since it was unpacked. */
    private static LayerAppraisal unreadable(DifferingFile file, DebianPackage owner, String code) {
        boolean untouched = code.equals(DENIED)
                && file.changedAt()
                        .<Boolean>fold(
                                changed -> notLaterThanUnpacking(changed, owner),
                                () -> false,
                                missing -> false,
                                failed -> false);
        return LayerAppraisal.of(
                untouched ? LayerResult.TRUE : LayerResult.UNKNOWN,
                untouched ? ReasonCode.PACKAGE_FILE_UNREADABLE_ACCEPTED : ReasonCode.PACKAGE_FILE_UNREADABLE,
                file.path(),
                "",
                code);
    }

    private static boolean notLaterThanUnpacking(Instant changed, DebianPackage owner) {
        return owner.unpackedAt()
                .<Boolean>fold(unpacked -> !changed.isAfter(unpacked), () -> false, missing -> false, failed -> false);
    }
}
