package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The binary packages of one Debian update. Only those that are there count; the update is for none of the rest. */
final class PackagesPart {
    private static final String HELD = "hold";

    private final Evidence evidence;
    private final Map<String, DebianVersion> fixedVersions;
    private final RecordDigests digests;
    private final boolean recordCounts;
    private final OtherMaker maker;
    private final List<LayerAppraisal> claims = new ArrayList<>();
    private final List<DebianPackage> there = new ArrayList<>();

    /**
     * Judges packages.
     *
     * @param digests what the catalog knows of the repository's own records
     * @param recordCounts whether the catalog accepts the computer's own record of the packages' files
     */
    PackagesPart(
            Evidence evidence, Map<String, DebianVersion> fixedVersions, RecordDigests digests, boolean recordCounts) {
        this.evidence = evidence;
        this.fixedVersions = new TreeMap<>(fixedVersions);
        this.digests = digests;
        this.recordCounts = recordCounts;
        this.maker = new OtherMaker(evidence.system().product());
    }

    /** Empty where none of the packages is there. */
    Optional<FixAppraisal> appraise() {
        fixedVersions.forEach((name, fixed) -> evidence.findPackage(name)
                .fold(
                        records -> records.stream()
                                .filter(each -> DpkgState.of(each.status()) != DpkgState.NOT_THERE)
                                .allMatch(each -> there.add(each) && claims.add(claim(each, fixed))),
                        () -> true,
                        missing -> claims.add(LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED, ReasonCode.CLAIM_NOT_COLLECTED, "", "", missing.detail())),
                        failed -> claims.add(LayerAppraisal.of(
                                LayerResult.ERROR, ReasonCode.CLAIM_NOT_READABLE, "", "", failed.code()))));
        if (claims.isEmpty()) {
            return Optional.empty();
        }
        LayerAppraisal claimed = AllOf.of(claims);
        LayerAppraisal onDisk = onDisk(claimed);
        return Optional.of(new FixAppraisal(
                claimed,
                onDisk,
                inForce(claimed),
                new PackageRecords(there, digests, recordCounts).basis(onDisk),
                true));
    }

    private LayerAppraisal claim(DebianPackage known, DebianVersion fixed) {
        LayerAppraisal claimed = claimOf(known, fixed);
        return known.status().startsWith(HELD + " ") && !claimed.is(LayerResult.TRUE)
                ? new LayerAppraisal(
                        claimed.result(),
                        Stream.concat(
                                        claimed.reasons().stream(),
                                        Stream.of(
                                                new Reason(ReasonCode.PACKAGE_HELD, known.name(), "", known.version())))
                                .toList())
                : claimed;
    }

    private LayerAppraisal claimOf(DebianPackage known, DebianVersion fixed) {
        String name = known.name();
        String version = known.version();
        int order;
        try {
            order = new DebianVersion(version).compareTo(fixed);
        } catch (IllegalArgumentException e) {
            return LayerAppraisal.of(
                    LayerResult.UNKNOWN, ReasonCode.CLAIM_NOT_READABLE, name, fixed.toString(), version);
        }
        Optional<Reason> foreign = maker.suspected(known, fixed);
        if (foreign.isPresent()) {
            return new LayerAppraisal(LayerResult.UNKNOWN, List.of(foreign.get()));
        }
        if (order < 0) {
            return LayerAppraisal.of(
                    LayerResult.FALSE, ReasonCode.PACKAGE_VERSION_BELOW, name, fixed.toString(), version);
        }
        return DpkgState.of(known.status()) == DpkgState.INSTALLED
                ? LayerAppraisal.of(
                        LayerResult.TRUE, ReasonCode.PACKAGE_VERSION_REACHED, name, fixed.toString(), version)
                : LayerAppraisal.of(
                        LayerResult.UNKNOWN,
                        ReasonCode.PACKAGE_STATE_NOT_INSTALLED,
                        name,
                        fixed.toString(),
                        version + ", " + known.status());
    }

    /**
     * The record of an older version, of one that cannot be read, or of another maker's package proves nothing about this fix, however well its
     * files match; so it is compared only where the bookkeeping has the version.
     */
    private LayerAppraisal onDisk(LayerAppraisal claimed) {
        return switch (claimed.result()) {
            case TRUE -> records();
            case UNKNOWN ->
                claimed.has(ReasonCode.CLAIM_NOT_READABLE) || OtherMaker.isGroundOf(claimed)
                        ? claimed.as(LayerResult.NOT_EVALUATED)
                        : records();
            case FALSE ->
                new LayerAppraisal(
                        LayerResult.NOT_EVALUATED,
                        claimed.reasons().stream()
                                .filter(reason -> reason.code() == ReasonCode.PACKAGE_VERSION_BELOW)
                                .map(reason -> new Reason(
                                        ReasonCode.PACKAGE_RECORD_OF_OLDER_VERSION,
                                        reason.subject(),
                                        reason.expected(),
                                        reason.found()))
                                .toList());
            case ERROR, NOT_EVALUATED, NOT_APPLICABLE -> claimed.as(LayerResult.NOT_EVALUATED);
        };
    }

    private LayerAppraisal records() {
        return recordCounts || !digests.sha256().isEmpty()
                ? new PackageRecords(there, digests, recordCounts).appraise()
                : LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NO_REFERENCE_VALUE, "");
    }

    private LayerAppraisal inForce(LayerAppraisal claimed) {
        return switch (claimed.result()) {
            case TRUE, UNKNOWN -> new LoadedCode(evidence, there).appraise();
            case FALSE -> LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NOT_YET_INSTALLED, "");
            case ERROR, NOT_EVALUATED, NOT_APPLICABLE -> claimed.as(LayerResult.NOT_EVALUATED);
        };
    }
}
