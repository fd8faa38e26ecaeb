package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.portal.collection.Planner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Windows's own bookkeeping says of one fix: registry keys, build and revision, packages. Any one place is a claim.
 */
final class WindowsClaims {
    private final Evidence evidence;
    private final ServicedPackages packages;
    private final ReportedRevision reported;

    WindowsClaims(Evidence evidence, ServicedPackages packages) {
        this.evidence = evidence;
        this.packages = packages;
        reported = new ReportedRevision(evidence);
    }

    /**
     * Whether the fix is claimed. A conclusive place that says yes decides, then conclusive places that all say no
     * (a key that outlived a lower build claims nothing), then any other yes.
     */
    LayerAppraisal appraise(List<ClaimTest> claims) {
        List<ClaimTest> mine = claims.stream().filter(this::ofThisBuild).toList();
        if (claims.isEmpty()) {
            return LayerAppraisal.of(LayerResult.NOT_APPLICABLE, ReasonCode.NO_BOOKKEEPING, "");
        }
        if (mine.isEmpty()) {
            return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.REVISION_OF_OTHER_BUILD, "", "", build());
        }
        List<LayerAppraisal> conclusive =
                mine.stream().filter(ClaimTest::conclusive).map(this::judge).toList();
        List<LayerAppraisal> others = mine.stream()
                .filter(claim -> !claim.conclusive())
                .map(this::judge)
                .toList();
        LayerResult result;
        if (any(conclusive, LayerResult.TRUE)) {
            result = LayerResult.TRUE;
        } else if (!conclusive.isEmpty() && conclusive.stream().allMatch(part -> part.is(LayerResult.FALSE))) {
            result = LayerResult.FALSE;
        } else {
            List<LayerAppraisal> all =
                    Stream.concat(conclusive.stream(), others.stream()).toList();
            result = Stream.of(LayerResult.TRUE, LayerResult.ERROR, LayerResult.UNKNOWN, LayerResult.NOT_EVALUATED)
                    .filter(each -> any(all, each))
                    .findFirst()
                    .orElse(LayerResult.FALSE);
        }
        return withDecisiveReasonsFirst(result, conclusive, others);
    }

    /** Whether "no" settles it: only where a place was asked that can settle it. */
    boolean conclusive(List<ClaimTest> claims) {
        return claims.stream().filter(this::ofThisBuild).anyMatch(ClaimTest::conclusive);
    }

    private static LayerAppraisal withDecisiveReasonsFirst(
            LayerResult result, List<LayerAppraisal> conclusive, List<LayerAppraisal> others) {
        List<LayerAppraisal> all =
                Stream.concat(conclusive.stream(), others.stream()).toList();
        Stream<LayerAppraisal> decisive = all.stream().filter(part -> part.is(result));
        Stream<LayerAppraisal> rest = all.stream().filter(part -> !part.is(result));
        return new LayerAppraisal(
                result,
                Stream.concat(decisive, rest)
                        .flatMap(part -> part.reasons().stream())
                        .distinct()
                        .toList());
    }

    private static boolean any(List<LayerAppraisal> parts, LayerResult result) {
        return parts.stream().anyMatch(part -> part.is(result));
    }

    private LayerAppraisal judge(ClaimTest claim) {
        return claim.<LayerAppraisal>fold(
                this::key,
                this::revision,
                packages -> notOfThisFamily(),
                kernel -> notOfThisFamily(),
                serviced -> CbsClaim.of(serviced.kb(), this.packages));
    }

    private LayerAppraisal key(ClaimTest.RegistryKey claim) {
        return evidence.find(Planner.query(claim))
                .<LayerAppraisal>fold(
                        fact -> LayerAppraisal.of(LayerResult.TRUE, ReasonCode.KEY_PRESENT, claim.path()),
                        () -> LayerAppraisal.of(LayerResult.FALSE, ReasonCode.KEY_ABSENT, claim.path()),
                        missing -> notCollected(claim.path(), missing.detail()),
                        failed -> notReadable(LayerResult.ERROR, claim.path(), failed.code()));
    }

    private LayerAppraisal revision(ClaimTest.WindowsRevision claim) {
        String expected = claim.build() + "." + claim.revision();
        if (reported.buildNumber().isEmpty()) {
            return notReadable(LayerResult.UNKNOWN, expected, build());
        }
        return reported.revision()
                .<LayerAppraisal>fold(
                        text -> revision(claim, expected, text),
                        () -> notReadable(LayerResult.UNKNOWN, expected, ""),
                        missing -> notCollected(expected, missing.detail()),
                        failed -> notReadable(LayerResult.ERROR, expected, failed.code()));
    }

    private LayerAppraisal revision(ClaimTest.WindowsRevision claim, String expected, String text) {
        Optional<Integer> number = ReportedRevision.number(text);
        return number.map(found -> revision(claim, expected, found))
                .orElseGet(() -> notReadable(LayerResult.ERROR, expected, text));
    }

    private LayerAppraisal revision(ClaimTest.WindowsRevision claim, String expected, int found) {
        boolean reached = claim.exactly() ? found == claim.revision() : found >= claim.revision();
        Reason revision = new Reason(
                reached ? ReasonCode.REVISION_REACHED : ReasonCode.REVISION_BELOW, "", expected, build() + "." + found);
        return new LayerAppraisal(
                reached ? LayerResult.TRUE : LayerResult.FALSE,
                Stream.concat(Stream.of(revision), packageSaysOtherwise(claim, reached, found).stream())
                        .toList());
    }

    /** The package of the cumulative update against the number that its installation leaves. The number decides. */
    private Optional<Reason> packageSaysOtherwise(ClaimTest.WindowsRevision claim, boolean reached, int found) {
        if (claim.exactly()) {
            return Optional.empty();
        }
        List<CbsEntry> rollups = CbsEntry.deciding(
                packages.rollups(claim.build(), claim.revision(), reached ? found : Integer.MAX_VALUE));
        boolean installed = rollups.stream()
                .anyMatch(entry -> entry.state().claims() || (reached && entry.state() == CbsState.SUPERSEDED));
        return rollups.stream()
                .filter(entry -> reached != entry.state().claims())
                .findFirst()
                .filter(entry -> reached != installed)
                .map(entry -> new Reason(
                        ReasonCode.PACKAGE_AND_REVISION_DISAGREE,
                        entry.fact().name(),
                        build() + "." + found,
                        entry.state().label()));
    }

    private boolean ofThisBuild(ClaimTest claim) {
        return claim.<Boolean>fold(
                key -> true,
                revision -> reported.buildNumber()
                        .map(build -> build == revision.build())
                        .orElse(true),
                packages -> true,
                kernel -> true,
                serviced -> true);
    }

    private String build() {
        return reported.build();
    }

    private static LayerAppraisal notOfThisFamily() {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.CLAIM_NOT_COLLECTED, "");
    }

    private static LayerAppraisal notCollected(String subject, String detail) {
        return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.CLAIM_NOT_COLLECTED, subject, "", detail);
    }

    private static LayerAppraisal notReadable(LayerResult result, String subject, String found) {
        return LayerAppraisal.of(result, ReasonCode.CLAIM_NOT_READABLE, subject, "", found);
    }
}
