package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.JAMMY;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianKernel;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.LinuxKernelFact.LivePatch;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ubuntu is judged by Debian's code; release, marks, archives and the kernel's own words are told apart. */
class UbuntuAppraisalTest {
    private static final String ID = "ubuntu:jammy:openssl";
    private static final String FIXED = "3.0.2-0ubuntu1.15";
    private static final Catalog CATALOG = Catalogs.of(update(
            ID,
            RestartNeed.NO,
            List.of(),
            fix(
                    JAMMY,
                    List.of(new DebianPackages(Map.of("libssl3", new DebianVersion(FIXED)))),
                    List.of(new PackageRecord()))));
    private static final String KERNEL = "ubuntu:jammy:linux";
    private static final String KERNEL_FIXED = "5.15.0-94.104";
    private static final Catalog KERNELS = Catalogs.of(kernel(KERNEL, KERNEL_FIXED, "5.15.0-94-generic"));

    private static Update kernel(String id, String fixed, String... images) {
        return update(
                id,
                RestartNeed.YES,
                List.of(),
                fix(
                        JAMMY,
                        List.of(new DebianKernel(
                                new DebianVersion(fixed),
                                Set.copyOf(Arrays.stream(images)
                                        .map(name -> "linux-image-" + name)
                                        .toList()))),
                        List.of(new PackageRecord()),
                        List.of(new EffectTest.RunningKernel(new DebianVersion(fixed)))));
    }

    private static KernelImage image(String name, String version) {
        return new KernelImage(
                "linux-image-" + name,
                version,
                "install ok installed",
                Finding.exists("/boot/vmlinuz-" + name),
                Finding.exists(Computer.LONG_AGO),
                Packages.files(50));
    }

    private static Computer computer(Finding<String> signature, KernelImage... images) {
        return Computer.jammy()
                .finds(
                        new Query.LinuxKernel(),
                        Finding.exists(new LinuxKernelFact(
                                Finding.exists("5.15.0-94-generic"),
                                Finding.exists("#104-Ubuntu SMP Tue Jan 9 15:25:40 UTC 2024"),
                                signature,
                                Finding.doesNotExist(),
                                Packages.bootable(images),
                                Finding.exists(List.of(images)))));
    }

    private static Computer livePatched(String running, Finding<String> enabled, Finding<String> transition) {
        KernelImage[] images = {image("5.15.0-94-generic", KERNEL_FIXED)};
        return Computer.jammy()
                .finds(
                        new Query.LinuxKernel(),
                        Finding.exists(new LinuxKernelFact(
                                Finding.exists("5.15.0-94-generic"),
                                Finding.exists("#104-Ubuntu SMP"),
                                runs(running),
                                Finding.exists(
                                        List.of(new LivePatch("lkp_Ubuntu_5_15_0_91_101_1", enabled, transition))),
                                Packages.bootable(images),
                                Finding.exists(List.of(images)))));
    }

    private static Finding<String> runs(String version) {
        return Finding.exists("Ubuntu " + version + " 5.15.136");
    }

    @ParameterizedTest
    @CsvSource({
        "3.0.2-0ubuntu1.15, IN_FORCE",
        "3.0.2-0ubuntu1.18, IN_FORCE",
        "3.0.2-0ubuntu1.14, MISSING",
        "3.0.5-1ubuntu3~22.04.1, IN_FORCE",
        "3.0.2-2build1, IN_FORCE",
        "3.0.2-0ubuntu0.22.04.3, MISSING",
        "3.0.5-1ubuntu3~24.04.1, COULD_NOT_CHECK", // numbers of another release
        "3.0.5-1ubuntu0.24.04.1, COULD_NOT_CHECK",
        "3.0.5-1ubuntu3~24.04.1~22.04.1, IN_FORCE", // rebuilt for this one
        "3.0.5-1ubuntu1.22.04.2, IN_FORCE",
        "3.0.5-1ubuntu1.12.34, IN_FORCE", // no number of a release
        "3.1.4-1+ppa1, COULD_NOT_CHECK"
    })
    void packageOfUbuntu_isJudgedByItsVersion(String version, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(CATALOG, Computer.jammy().installed(Packages.whole("libssl3", version)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"jammy, IN_FORCE", "jammy-security, IN_FORCE", "jammy-backports, COULD_NOT_CHECK"})
    void pocketOfUbuntu_backportsAreNotRepairedByTheRelease(String suite, UpdateVerdict verdict) {
        // When: all pockets have the release's codename
        AttestationResult result = judge(
                CATALOG,
                Computer.jammy()
                        .installed(Packages.offeredBy(
                                Packages.whole("libssl3", "9.9-1ubuntu1"),
                                Finding.exists(List.of(new PackageArchive("Ubuntu", "Ubuntu", suite, "jammy"))))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "Ubuntu, IN_FORCE",
        "UbuntuESM, IN_FORCE",
        "LP-PPA-ondrej-php, COULD_NOT_CHECK",
        "Debian, COULD_NOT_CHECK"
    })
    void archiveOfUbuntu_isTheDistributions(String origin, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(
                CATALOG,
                Computer.jammy()
                        .installed(Packages.offeredBy(
                                Packages.whole("libssl3", FIXED), Finding.exists(List.of(Packages.archive(origin))))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    @Test
    void updateOfDebian_isNotForUbuntu() {
        // When
        AttestationResult result = judge(
                Catalogs.of(update(
                        "debian:bookworm:openssl",
                        RestartNeed.NO,
                        List.of(),
                        fix(
                                Catalogs.BOOKWORM,
                                List.of(new DebianPackages(Map.of("libssl3", new DebianVersion("3.0.16-1~deb12u1")))),
                                List.of(new PackageRecord())))),
                Computer.jammy().installed(Packages.whole("libssl3", FIXED)));

        // Then
        assertThat(result.updates()).isEmpty();
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @ParameterizedTest
    @CsvSource({
        // the running kernel's signature, verdict, ground
        "5.15.0-94.104-generic, IN_FORCE, KERNEL_RUNNING",
        "5.15.0-97.107-generic, IN_FORCE, KERNEL_RUNNING",
        "5.15.0-94.104~20.04.1-generic, INSTALLED_NOT_IN_FORCE, KERNEL_RUNNING_OLDER",
        "5.15.0-91.101-generic, INSTALLED_NOT_IN_FORCE, KERNEL_RUNNING_OLDER",
        "5.15.0-1053.58-aws, RESTART_TO_BE_SURE, KERNEL_FROM_OTHER_SERIES",
        "6.5.0-15.15~22.04.1-generic, RESTART_TO_BE_SURE, KERNEL_FROM_OTHER_SERIES",
        "5.15.0-94.104, RESTART_TO_BE_SURE, KERNEL_RUNNING_UNKNOWN",
    })
    void runningKernel_isToldByItsSignature(String version, UpdateVerdict verdict, ReasonCode ground) {
        // When
        AttestationResult result = judge(KERNELS, computer(runs(version), image("5.15.0-94-generic", KERNEL_FIXED)));

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(verdict);
        assertThat(codes(result, KERNEL, Layer.IN_FORCE)).containsExactly(ground);
    }

    @Test
    void livePatchedOlderKernel_isNeverTheFixedOneAndTheRestartIsNotSaidToBeUrgent() {
        // When
        AttestationResult result =
                judge(KERNELS, livePatched("5.15.0-91.101-generic", Finding.exists("1"), Finding.exists("0")));

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, KERNEL, Layer.IN_FORCE))
                .containsExactly(ReasonCode.LIVE_PATCH_APPLIED, ReasonCode.KERNEL_RUNNING_OLDER);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
        assertThat(codes(result.notes())).doesNotContain(ReasonCode.LIVE_PATCH_APPLIED);
    }

    static Stream<Arguments> notApplied() {
        return Stream.of(
                Arguments.of(Finding.exists("0"), Finding.exists("0")),
                Arguments.of(Finding.exists("1"), Finding.exists("1")), // some programs run the old functions still
                Arguments.of(Finding.doesNotExist(), Finding.doesNotExist()),
                Arguments.of(Finding.error("ACCESS_DENIED", "no"), Finding.exists("0")));
    }

    @ParameterizedTest
    @MethodSource("notApplied")
    void livePatchThatIsNotApplied_countsNothing(Finding<String> enabled, Finding<String> transition) {
        // When
        AttestationResult result = judge(KERNELS, livePatched("5.15.0-91.101-generic", enabled, transition));

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(codes(result.notes())).doesNotContain(ReasonCode.LIVE_PATCH_APPLIED);
    }

    @Test
    void livePatchOnTheFixedKernel_isANote() {
        // When
        AttestationResult result =
                judge(KERNELS, livePatched("5.15.0-94.104-generic", Finding.exists("1"), Finding.doesNotExist()));

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.notes())
                .contains(new Reason(ReasonCode.LIVE_PATCH_APPLIED, "lkp_Ubuntu_5_15_0_91_101_1", "", ""));
    }

    @Test
    void livePatchWhereTheFixedKernelIsNotInstalled_missingAllTheSame() {
        // Given
        Catalog newer = Catalogs.of(kernel(KERNEL, "5.15.0-97.107", "5.15.0-97-generic"));

        // When
        AttestationResult result =
                judge(newer, livePatched("5.15.0-94.104-generic", Finding.exists("1"), Finding.exists("0")));

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(result.updates().stream()
                        .flatMap(each -> each.layers().values().stream())
                        .flatMap(layer -> layer.reasons().stream())
                        .map(Reason::code))
                .contains(ReasonCode.LIVE_PATCH_APPLIED);
    }

    @Test
    void kernelWithoutSignature_restartToBeSure() {
        // When
        AttestationResult result =
                judge(KERNELS, computer(Finding.doesNotExist(), image("5.15.0-94-generic", KERNEL_FIXED)));

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void signatureNotLookedAt_couldNotCheck() {
        // When
        AttestationResult result = judge(
                KERNELS,
                computer(
                        Finding.notCollected(NotCollectedReason.NOT_ASKED, "an older probe"),
                        image("5.15.0-94-generic", KERNEL_FIXED)));

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void keptOlderKernel_doesNotCount() {
        // When
        AttestationResult result = judge(
                KERNELS,
                computer(
                        runs("5.15.0-94.104-generic"),
                        image("5.15.0-91-generic", "5.15.0-91.101"),
                        image("5.15.0-94-generic", KERNEL_FIXED)));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void kernelOfAFlavourThatTheCatalogDoesNotKnow_couldNotCheck() {
        // Given: numbers of linux-aws are above those of linux, whatever is fixed in it
        Computer cloud = computer(runs("5.15.0-1053.58-aws"), image("5.15.0-1053-aws", "5.15.0-1053.58"));

        // When
        AttestationResult result = judge(KERNELS, cloud);

        // Then
        assertThat(verdict(result, KERNEL)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void kernelOfAFlavourWithUpdatesOfItsOwn_isJudgedByThose() {
        // Given
        Catalog both = Catalogs.of(
                kernel(KERNEL, KERNEL_FIXED, "5.15.0-94-generic"),
                kernel("ubuntu:jammy:linux-aws", "5.15.0-1055.60", "5.15.0-1055-aws"));

        // When
        AttestationResult result =
                judge(both, computer(runs("5.15.0-1053.58-aws"), image("5.15.0-1053-aws", "5.15.0-1053.58")));

        // Then
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly("ubuntu:jammy:linux-aws");
        assertThat(verdict(result, "ubuntu:jammy:linux-aws")).isEqualTo(UpdateVerdict.MISSING);
    }
}
