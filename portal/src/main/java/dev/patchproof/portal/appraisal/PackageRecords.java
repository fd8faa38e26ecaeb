package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.PackageFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of packages against the digests that dpkg recorded on the computer itself. The record is bookkeeping too:
 * by itself it shows what was changed since, not what the distribution published. Where the catalog knows the record
 * that the repository's package carries, it proves both.
 */
final class PackageRecords {
    private final List<DebianPackage> packages;
    private final RecordDigests digests;
    private final boolean recordCounts;

    /**
     * Judges packages.
     *
     * @param recordCounts whether the catalog accepts the computer's own record where it has no digest of it
     */
    PackageRecords(List<DebianPackage> packages, RecordDigests digests, boolean recordCounts) {
        this.packages = List.copyOf(packages);
        this.digests = digests;
        this.recordCounts = recordCounts;
    }

    LayerAppraisal appraise() {
        LayerAppraisal all = AllOf.of(packages.stream().map(this::of).toList());
        return all.is(LayerResult.NOT_APPLICABLE) ? all.as(LayerResult.NOT_EVALUATED) : all;
    }

    /** Basis of {@link #appraise}: the catalog's only where it knows the record of every package. */
    Basis basis(LayerAppraisal onDisk) {
        if (onDisk.is(LayerResult.NOT_EVALUATED)) {
            return Basis.NONE;
        }
        return packages.stream().allMatch(this::isKnown) ? Basis.REFERENCE_VALUE : Basis.SYSTEM_RECORD;
    }

    private boolean isKnown(DebianPackage known) {
        return known.files()
                .<Boolean>fold(
                        compared -> digests.judge(known, compared.recordDigest())
                                .filter(record -> record.is(LayerResult.TRUE))
                                .isPresent(),
                        () -> false,
                        missing -> false,
                        failed -> false);
    }

    private LayerAppraisal of(DebianPackage known) {
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

    private LayerAppraisal of(DebianPackage known, PackageFiles compared) {
        Optional<LayerAppraisal> record = digests.judge(known, compared.recordDigest());
        if (record.isEmpty() && !recordCounts) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NO_REFERENCE_VALUE, known.name());
        }
        List<LayerAppraisal> parts = new ArrayList<>();
        record.ifPresent(parts::add);
        compared.differing().forEach(file -> parts.add(DifferingFiles.of(file, known)));
        parts.addAll(StrayLinks.of(compared));
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
}
