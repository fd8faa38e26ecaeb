package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.evidence.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges one fix on a computer of the Debian family: its installed packages, and its kernel where it has one. All of
 * them must hold.
 */
final class DebianFix {
    private final Evidence evidence;
    private final List<ClaimTest.DebianKernel> kernels;

    /** Judges with all kernels that the catalog has updates for. */
    DebianFix(Evidence evidence, List<ClaimTest.DebianKernel> kernels) {
        this.evidence = evidence;
        this.kernels = List.copyOf(kernels);
    }

    /** Empty where nothing that the fix is for is installed. */
    Optional<FixAppraisal> appraise(Fix fix) {
        List<FixAppraisal> parts = fix.claims().stream()
                .flatMap(claim -> claim.<Stream<FixAppraisal>>fold(
                        key -> Stream.of(notOfThisFamily()),
                        revision -> Stream.of(notOfThisFamily()),
                        packages -> new PackagesPart(
                                        evidence, packages.fixedVersions(), digests(fix), recordCounts(fix))
                                .appraise().stream(),
                        kernel -> new KernelPart(evidence, kernel, fix, kernels).appraise().stream(),
                        serviced -> Stream.of(notOfThisFamily())))
                .toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FixAppraisal(
                AllOf.of(parts.stream().map(FixAppraisal::claimed).toList()),
                AllOf.of(parts.stream().map(FixAppraisal::onDisk).toList()),
                AllOf.of(parts.stream().map(FixAppraisal::inForce).toList()),
                weakest(parts.stream().map(FixAppraisal::basis).toList()),
                parts.stream().allMatch(FixAppraisal::conclusive)));
    }

    private static Basis weakest(List<Basis> parts) {
        return Stream.of(Basis.NONE, Basis.SYSTEM_RECORD, Basis.VENDOR_SIGNED_CATALOG, Basis.REFERENCE_VALUE)
                .filter(parts::contains)
                .findFirst()
                .orElse(Basis.NONE);
    }

    /** What the catalog knows of the records that the repository's packages carry. */
    static RecordDigests digests(Fix fix) {
        return RecordDigests.of(fix.references().stream()
                .flatMap(reference -> reference.<Stream<Map<String, Map<String, Map<String, String>>>>>fold(
                        version -> Stream.of(),
                        digest -> Stream.of(),
                        record -> Stream.of(),
                        digests -> Stream.of(digests.sha256()),
                        build -> Stream.of(),
                        builtIn -> Stream.of())));
    }

    /** Whether the computer's own record counts, where nothing better is known. */
    static boolean recordCounts(Fix fix) {
        return fix.references().stream()
                .anyMatch(reference -> reference.<Boolean>fold(
                        version -> false,
                        digest -> false,
                        record -> true,
                        digests -> false,
                        build -> false,
                        builtIn -> false));
    }

    private static FixAppraisal notOfThisFamily() {
        LayerAppraisal unknown = LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.CLAIM_NOT_COLLECTED, "");
        return new FixAppraisal(unknown, unknown, unknown, Basis.NONE, false);
    }
}
