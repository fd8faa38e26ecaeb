package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges one fix on a computer of the Debian family: its installed packages, and its kernel where it has one. All of
 * them must hold.
 */
final class DebianFix {
    private final Evidence evidence;
    private final Set<String> kernelSeries;

    /** Judges with the kernel series that the catalog has updates for. */
    DebianFix(Evidence evidence, Set<String> kernelSeries) {
        this.evidence = evidence;
        this.kernelSeries = Set.copyOf(kernelSeries);
    }

    /** Empty where nothing that the fix is for is installed. */
    Optional<FixAppraisal> appraise(Fix fix) {
        List<FixAppraisal> parts = fix.claims().stream()
                .flatMap(claim -> claim.<Stream<FixAppraisal>>fold(
                        key -> Stream.of(notOfThisFamily()),
                        revision -> Stream.of(notOfThisFamily()),
                        packages -> new PackagesPart(evidence, packages.fixedVersions(), recordCounts(fix))
                                .appraise().stream(),
                        kernel -> new KernelPart(evidence, kernel, fix.effects(), kernelSeries).appraise().stream()))
                .toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FixAppraisal(
                AllOf.of(parts.stream().map(FixAppraisal::claimed).toList()),
                AllOf.of(parts.stream().map(FixAppraisal::onDisk).toList()),
                AllOf.of(parts.stream().map(FixAppraisal::inForce).toList()),
                parts.stream().map(FixAppraisal::basis).anyMatch(Basis.NONE::equals) ? Basis.NONE : Basis.SYSTEM_RECORD,
                parts.stream().allMatch(FixAppraisal::conclusive)));
    }

    private static boolean recordCounts(Fix fix) {
        return fix.references().stream()
                .anyMatch(reference -> reference.<Boolean>fold(version -> false, digest -> false, record -> true));
    }

    private static FixAppraisal notOfThisFamily() {
        LayerAppraisal unknown = LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.CLAIM_NOT_COLLECTED, "");
        return new FixAppraisal(unknown, unknown, unknown, Basis.NONE, false);
    }
}
