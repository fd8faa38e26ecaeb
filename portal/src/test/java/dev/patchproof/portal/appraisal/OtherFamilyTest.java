package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.key;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.layer;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.Update.RestartNeed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Claims and reference values that mean nothing to a system prove nothing there, and deny nothing. */
class OtherFamilyTest {
    private static final String ID = "update";
    private static final DebianVersion VERSION = new DebianVersion("3.0.16-1~deb12u1");

    static Stream<ClaimTest> claimsOfWindows() {
        return Stream.of(
                key("SP2\\KB1"), new ClaimTest.WindowsRevision(26100, 1, false), new ClaimTest.CbsPackage("KB1"));
    }

    static Stream<ClaimTest> claimsOfDebian() {
        return Stream.of(
                new ClaimTest.DebianPackages(Map.of("libssl3", VERSION)),
                new ClaimTest.DebianKernel(new DebianVersion("6.1.140-1"), Set.of("linux-image-6.1.0-37-amd64")));
    }

    static Stream<ReferenceValue> referencesOfWindows() {
        return Stream.of(
                atLeast(RPCRT4, "1.0.0.0"),
                new ReferenceValue.FileDigest(RPCRT4, ReferenceValue.FileMode.ONLY_IF_PRESENT, Set.of("ab".repeat(32))),
                new ReferenceValue.SignedBuild(26100, 1, List.of(RPCRT4)),
                new ReferenceValue.BuiltIn());
    }

    static Stream<ReferenceValue> referencesOfDebian() {
        return Stream.of(
                new ReferenceValue.PackageRecord(),
                new ReferenceValue.PackageDigests(
                        Map.of("libssl3", Map.of(VERSION.toString(), Map.of("amd64", "ee".repeat(32))))));
    }

    @ParameterizedTest
    @MethodSource("claimsOfWindows")
    void claimOfWindowsOnDebian_couldNotCheck(ClaimTest claim) {
        // When
        AttestationResult result = judge(
                Catalogs.of(update(
                        ID,
                        RestartNeed.NO,
                        List.of(),
                        fix(BOOKWORM, List.of(claim), List.of(new ReferenceValue.PackageRecord())))),
                Computer.bookworm().installed(Packages.whole("libssl3", VERSION.toString())));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @ParameterizedTest
    @MethodSource("claimsOfDebian")
    void claimOfDebianOnWindows_couldNotCheck(ClaimTest claim) {
        // When
        AttestationResult result = judge(
                Catalogs.of(update(ID, RestartNeed.NO, List.of(), fix(WINDOWS_11, List.of(claim), List.of()))),
                Computer.windows11());

        // Then
        assertThat(layer(result, ID, Layer.CLAIMED)).isEqualTo(LayerResult.UNKNOWN);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @ParameterizedTest
    @MethodSource("referencesOfWindows")
    void referenceOfWindowsOnDebian_provesNothing(ReferenceValue reference) {
        // When
        AttestationResult result = judge(
                Catalogs.of(update(
                        ID,
                        RestartNeed.NO,
                        List.of(),
                        fix(
                                BOOKWORM,
                                List.of(new ClaimTest.DebianPackages(Map.of("libssl3", VERSION))),
                                List.of(reference)))),
                Computer.bookworm().installed(Packages.whole("libssl3", VERSION.toString())));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.NONE);
    }

    @ParameterizedTest
    @MethodSource("referencesOfDebian")
    void referenceOfDebianOnWindows_provesNothing(ReferenceValue reference) {
        // When
        AttestationResult result = judge(
                Catalogs.of(update(
                        ID,
                        RestartNeed.NO,
                        List.of(),
                        fix(WINDOWS_11, List.of(new ClaimTest.WindowsRevision(26100, 1, false)), List.of(reference)))),
                Computer.windows11().revision("1"));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.NONE);
    }
}
