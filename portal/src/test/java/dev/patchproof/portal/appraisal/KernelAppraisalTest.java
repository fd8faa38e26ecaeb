package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.layer;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianKernel;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Newest installed image and running kernel decide. */
class KernelAppraisalTest {
    private static final String ID = "debian:bookworm:linux";
    private static final String FIXED = "6.1.140-1";
    private static final String MODULE = "/lib/modules/6.1.0-37-amd64/kernel/fs/ext4/ext4.ko";
    private static final Catalog CATALOG = Catalogs.of(kernel(ID, FIXED));

    private static Update kernel(String id, String fixed) {
        return update(
                id,
                RestartNeed.YES,
                List.of(),
                fix(
                        BOOKWORM,
                        List.of(new DebianKernel(new DebianVersion(fixed), Set.of("linux-image-6.1.0-37-amd64"))),
                        List.of(new PackageRecord()),
                        List.of(new EffectTest.RunningKernel(new DebianVersion(fixed)))));
    }

    private static KernelImage image(String name, String version) {
        return new KernelImage(
                "linux-image-" + name,
                version,
                "install ok installed",
                Finding.exists("/boot/vmlinuz-" + name),
                Finding.notCollected(NotCollectedReason.NOT_ASKED, "the first probes did not tell"),
                Packages.files(50));
    }

    private static KernelImage with(KernelImage image, Finding<PackageFiles> files) {
        return new KernelImage(
                image.name(), image.version(), image.status(), image.kernelFile(), image.unpackedAt(), files);
    }

    /** As the first probes tell of it. */
    private static KernelImage notCompared(KernelImage image) {
        return with(image, Finding.notCollected(NotCollectedReason.NOT_ASKED, "nobody asked"));
    }

    private static Computer computer(String running, KernelImage... images) {
        return computer(running, Packages.bootable(images), images);
    }

    private static Computer computer(String running, Finding<List<String>> bootable, KernelImage... images) {
        return Computer.bookworm()
                .finds(
                        new Query.LinuxKernel(),
                        Finding.exists(new LinuxKernelFact(
                                Finding.exists("6.1.0-37-amd64"),
                                Finding.exists(running),
                                Finding.doesNotExist(),
                                Finding.doesNotExist(),
                                bootable,
                                images.length == 0 ? Finding.doesNotExist() : Finding.exists(List.of(images)))));
    }

    private static String debian(String version) {
        return "#1 SMP PREEMPT_DYNAMIC Debian " + version + " (2026-11-01)";
    }

    @Test
    void newestImageFixedAndRunning_inForceThoughAnOlderOneIsKept() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(
                        debian(FIXED),
                        image("6.1.0-30-amd64", "6.1.124-1"),
                        image("6.1.0-37-amd64", FIXED),
                        image("amd64", FIXED)));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, ID, Layer.ON_DISK)).contains(ReasonCode.KERNEL_FILE_PRESENT);
    }

    @Test
    void olderKernelRuns_waitsForRestart() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(debian("6.1.124-1"), image("6.1.0-30-amd64", "6.1.124-1"), image("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.KERNEL_RUNNING_OLDER);
    }

    @Test
    void newestImageBelow_missing() {
        // When
        AttestationResult result = judge(CATALOG, computer(debian("6.1.124-1"), image("6.1.0-30-amd64", "6.1.124-1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(ReasonCode.KERNEL_IMAGE_BELOW);
    }

    @Test
    void debugSymbolsOfTheFixedVersion_areNoKernel() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(
                        debian("6.1.124-1"), image("6.1.0-30-amd64", "6.1.124-1"), image("6.1.0-37-amd64-dbg", FIXED)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void imageOfAnotherSeriesWithoutAnUpdateOfItsOwn_couldNotCheck() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(
                        debian("6.12.30-1~bpo12+1"),
                        image("6.1.0-37-amd64", FIXED),
                        image("6.12.30+bpo-amd64", "6.12.30-1~bpo12+1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(ReasonCode.KERNEL_FROM_OTHER_SERIES);
    }

    @Test
    void imageOfAnotherSeriesWithAnUpdateOfItsOwn_isJudgedByThat() {
        // Given
        Catalog both = Catalogs.of(kernel(ID, FIXED), kernel("debian:bookworm:linux-6.12", "6.12.30-1~deb12u1"));

        // When
        AttestationResult result = judge(
                both,
                computer(
                        debian("6.12.30-1~deb12u1"),
                        image("6.1.0-30-amd64", "6.1.124-1"),
                        image("6.12.30+deb12-amd64", "6.12.30-1~deb12u1")));

        // Then
        assertThat(result.updates())
                .extracting(UpdateResult::updateId, UpdateResult::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("debian:bookworm:linux-6.12", UpdateVerdict.IN_FORCE));
    }

    @Test
    void onlyTheUsualSeriesInstalled_theOtherSeriesIsNotForThisComputer() {
        // Given
        Catalog both = Catalogs.of(kernel(ID, FIXED), kernel("debian:bookworm:linux-6.12", "6.12.30-1~deb12u1"));

        // When
        AttestationResult result = judge(both, computer(debian(FIXED), image("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly(ID);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void kernelOfAnotherSource_isNotJudgedByDebiansNumbers() {
        // Given: Raspberry Pi OS calls itself Debian; its kernels have an epoch, so each is "newer" than any of
        // Debian's
        String raspberry = "1:6.1.21-1+rpt1";

        // When
        AttestationResult result = judge(CATALOG, computer(debian(raspberry), image("6.1.0-rpi7-rpi-v8", raspberry)));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(ReasonCode.KERNEL_FROM_OTHER_SERIES);
    }

    @Test
    void kernelOfAnotherSourceRunsBesideDebians_restartToBeSure() {
        // When
        AttestationResult result = judge(CATALOG, computer(debian("1:6.1.21-1+rpt1"), image("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void anotherSeriesRuns_restartToBeSure() {
        // When
        AttestationResult result =
                judge(CATALOG, computer(debian("6.12.30-1~bpo12+1"), image("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void runningKernelNamesNoPackage_restartToBeSure() {
        // When
        AttestationResult result =
                judge(CATALOG, computer("#1 SMP Fri Jan 1 00:00:00 UTC 2026", image("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.KERNEL_RUNNING_UNKNOWN);
    }

    @Test
    void noImageInstalledAndTheFixedKernelRuns_updateIsLeftOut() {
        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED)));

        // Then
        assertThat(result.updates()).isEmpty();
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void noImageInstalledAndAnOlderKernelOfTheSeriesRuns_couldNotCheck() {
        // When
        AttestationResult result = judge(CATALOG, computer(debian("6.1.124-1")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.KERNEL_RUNNING_OLDER);
    }

    @Test
    void noImageInstalledAndAKernelOfAnotherSeriesRuns_updateIsLeftOut() {
        // When
        AttestationResult result = judge(CATALOG, computer(debian("5.10.1-1")));

        // Then
        assertThat(result.updates()).isEmpty();
    }

    @Test
    void noImageInstalledAndAKernelOfAnotherMakerRuns_couldNotCheck() {
        // When
        AttestationResult result = judge(CATALOG, computer("#1 SMP PREEMPT_DYNAMIC PMX 6.8.12-1 (2026-11-01)"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.CLAIMED)).contains(ReasonCode.KERNEL_WITHOUT_PACKAGE);
    }

    @Test
    void noImageInstalledAndTheRunningKernelCannotBeRead_couldNotCheck() {
        // When
        AttestationResult result = judge(
                CATALOG,
                Computer.bookworm()
                        .finds(
                                new Query.LinuxKernel(),
                                Finding.exists(new LinuxKernelFact(
                                        Finding.error("IO", "no"),
                                        Finding.error("IO", "no"),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist()))));

        // Then
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly(ID);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void container_hasNoKernelOfItsOwn() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(debian("6.1.124-1"), image("6.1.0-30-amd64", "6.1.124-1"))
                        .setting(Setting.CONTAINER));

        // Then
        assertThat(result.updates()).isEmpty();
        assertThat(codes(result.notes())).contains(ReasonCode.CONTAINER_KERNEL);
    }

    @Test
    void kernelFileMissing_claimedNotFound() {
        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED), hollow("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(codes(result, ID, Layer.ON_DISK))
                .containsExactly(
                        ReasonCode.KERNEL_FILE_MISSING,
                        ReasonCode.PACKAGE_FILE_MISSING,
                        ReasonCode.PACKAGE_FILES_MATCH);
    }

    /** It runs on in memory; the next start is with the old one. */
    @Test
    void kernelFileMissingAndAnOldKernelLeftToStart_claimedNotFound() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(debian(FIXED), hollow("6.1.0-37-amd64", FIXED), image("6.1.0-30-amd64", "6.1.124-1")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.KERNEL_RUNNING);
    }

    @Test
    void kernelFileUnreadable_couldNotCheck() {
        // Given
        KernelImage closed = new KernelImage(
                "linux-image-6.1.0-37-amd64",
                FIXED,
                "install ok installed",
                Finding.error("ACCESS_DENIED", "no"),
                Finding.exists(Computer.LONG_AGO),
                Packages.files(50));

        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED), closed));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(reason(result, ID, ReasonCode.KERNEL_FILE_UNREADABLE))
                .isEqualTo(new Reason(
                        ReasonCode.KERNEL_FILE_UNREADABLE, "linux-image-6.1.0-37-amd64", "", "ACCESS_DENIED"));
    }

    @Test
    void newerKernelWithoutItsFile_theOneThatStartsIsJudgedAndTheOtherTold() {
        // Given
        KernelImage hollow = hollow("6.1.0-38-amd64", "6.1.147-1");

        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED), image("6.1.0-37-amd64", FIXED), hollow));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(reason(result, ID, ReasonCode.KERNEL_NEWER_NOT_BOOTABLE))
                .isEqualTo(new Reason(
                        ReasonCode.KERNEL_NEWER_NOT_BOOTABLE, "linux-image-6.1.0-38-amd64", "", "6.1.147-1"));
        assertThat(codes(result, ID, Layer.IN_FORCE)).containsExactly(ReasonCode.KERNEL_RUNNING);
    }

    @Test
    void onlyTheKernelWithoutItsFileHasTheFix_claimedNotFound() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(debian("6.1.124-1"), image("6.1.0-30-amd64", "6.1.124-1"), hollow("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void alteredModuleOfTheKernelThatStarts_countsBesideANewerOneWithoutItsFile() {
        // Given
        KernelImage tampered = with(image("6.1.0-37-amd64", FIXED), Packages.files(99, Packages.altered(MODULE)));

        // When
        AttestationResult result =
                judge(CATALOG, computer(debian(FIXED), tampered, hollow("6.1.0-38-amd64", "6.1.147-1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void rescueKernelWithTheFix_isNotWhatTheComputerStarts() {
        // Given: a package of its own, whose file the probe does not list among those that are started
        KernelImage rescue = image("6.1.0-37-rescue", FIXED);

        // When
        AttestationResult result = judge(
                CATALOG,
                computer(
                        debian("6.1.124-1"),
                        Finding.exists(List.of("vmlinuz-6.1.0-30-amd64")),
                        image("6.1.0-30-amd64", "6.1.124-1"),
                        rescue));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void rescueKernelAlone_isJudgedAllTheSame() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(debian("6.1.124-1"), Finding.exists(List.of()), image("6.1.0-30-rescue", "6.1.124-1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void bootFolderThatMayNotBeListed_thePackagesTellWhatStarts() {
        // When
        AttestationResult result = judge(
                CATALOG, computer(debian(FIXED), Finding.error("ACCESS_DENIED", "no"), image("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @ParameterizedTest
    @CsvSource({
        // origin of the archive that offers the image, its version, verdict, what the claim rests on
        "Debian, 6.1.147-1, IN_FORCE, KERNEL_IMAGE_REACHED",
        "Proxmox, 6.1.147-1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_ARCHIVE",
        "Debian Backports, 6.1.147-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
        "none, 6.1.147-1, IN_FORCE, KERNEL_IMAGE_REACHED",
        "none, 6.1.147-1~bpo12+1, COULD_NOT_CHECK, PACKAGE_FROM_OTHER_RELEASE",
    })
    void kernelOfAnotherMaker_itsNumberSaysNothing(
            String origin, String version, UpdateVerdict verdict, ReasonCode claim) {
        // Given
        String name = "linux-image-6.1.0-37-amd64";
        Computer computer = computer(debian(version), image("6.1.0-37-amd64", version))
                .installed(Packages.offeredBy(
                        Packages.whole(name, version),
                        origin.equals("none")
                                ? Finding.doesNotExist()
                                : Finding.exists(List.of(Packages.archive(origin)))));

        // When
        AttestationResult result = judge(CATALOG, computer);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(claim);
    }

    /** Part 1's way of asking: by name, with one record for each architecture. */
    @Test
    void recordOfAnotherVersionUnderTheSameName_isNotTheImages() {
        // Given
        Computer foreign = computer(debian(FIXED), notCompared(image("6.1.0-37-amd64", FIXED)))
                .installed(Packages.with(
                        "linux-image-6.1.0-37-amd64", "6.1.124-1", Packages.files(99, Packages.altered(MODULE))));

        // When
        AttestationResult result = judge(CATALOG, foreign);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    /** That a kernel file is there does not make up for files that could not be compared. */
    @ParameterizedTest
    @CsvSource({"not collected, CLAIMED_UNVERIFIED", "failed, COULD_NOT_CHECK", "absent, CLAIMED_UNVERIFIED"})
    void filesOfTheImageNotCompared_neverAPass(String state, UpdateVerdict verdict) {
        // When
        AttestationResult result =
                judge(CATALOG, computer(debian(FIXED), with(image("6.1.0-37-amd64", FIXED), without(state))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "not collected, CLAIM_NOT_COLLECTED, COULD_NOT_CHECK",
        "failed, CLAIM_NOT_READABLE, COULD_NOT_CHECK",
        "absent, CLAIM_NOT_READABLE, COULD_NOT_CHECK",
    })
    void kernelsNotRead_couldNotCheckAndSaysWhy(String state, ReasonCode code, UpdateVerdict verdict) {
        // When
        AttestationResult result =
                judge(CATALOG, Computer.bookworm().finds(new Query.LinuxKernel(), KernelAppraisalTest.without(state)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(code);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
    }

    @ParameterizedTest
    @CsvSource({"not collected, CLAIM_NOT_COLLECTED", "failed, CLAIM_NOT_READABLE"})
    void imagesNotRead_couldNotCheckThoughTheFixedKernelRuns(String state, ReasonCode code) {
        // When
        AttestationResult result = judge(
                CATALOG,
                Computer.bookworm()
                        .finds(
                                new Query.LinuxKernel(),
                                Finding.exists(new LinuxKernelFact(
                                        Finding.exists("6.1.0-37-amd64"),
                                        Finding.exists(debian(FIXED)),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist(),
                                        without(state)))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(code);
    }

    @Test
    void versionOfAnImageThatIsNoVersion_couldNotCheck() {
        // When
        AttestationResult result = judge(
                CATALOG,
                computer(debian(FIXED), image("6.1.0-37-amd64", FIXED), image("6.1.0-38-amd64", "not a version")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, ID, Layer.CLAIMED)).containsExactly(ReasonCode.CLAIM_NOT_READABLE);
    }

    @Test
    void onlyRemovedImagesAndAnOlderKernelRuns_couldNotCheck() {
        // Given
        KernelImage image = image("6.1.0-30-amd64", "6.1.124-1");
        KernelImage removed = new KernelImage(
                image.name(),
                image.version(),
                "deinstall ok config-files",
                Finding.doesNotExist(),
                Finding.doesNotExist(),
                Finding.doesNotExist());

        // When
        AttestationResult result = judge(CATALOG, computer(debian("6.1.124-1"), removed));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void kernelFileNotLookedAt_claimedUnverified() {
        // Given
        KernelImage image = image("6.1.0-37-amd64", FIXED);
        KernelImage unseen = new KernelImage(
                image.name(),
                image.version(),
                image.status(),
                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time"),
                image.unpackedAt(),
                image.files());

        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED), unseen));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(reason(result, ID, ReasonCode.FILE_NOT_COLLECTED).found()).isEqualTo("time");
    }

    /** The effect may ask for more than the package's version does. */
    @ParameterizedTest
    @CsvSource({"6.1.140-1, INSTALLED_NOT_IN_FORCE", "6.1.147-1, IN_FORCE"})
    void effectOfAHigherVersion_theRunningKernelMustReachIt(String running, UpdateVerdict verdict) {
        // Given
        Catalog catalog = Catalogs.of(update(
                ID,
                RestartNeed.YES,
                List.of(),
                fix(
                        BOOKWORM,
                        List.of(new DebianKernel(new DebianVersion(FIXED), Set.of("linux-image-6.1.0-37-amd64"))),
                        List.of(new PackageRecord()),
                        List.of(new EffectTest.RunningKernel(new DebianVersion("6.1.147-1"))))));

        // When
        AttestationResult result = judge(
                catalog,
                computer(debian(running), image("6.1.0-37-amd64", FIXED), image("6.1.0-38-amd64", "6.1.147-1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    private static <T> Finding<T> without(String state) {
        return switch (state) {
            case "absent" -> Finding.doesNotExist();
            case "failed" -> Finding.error("IO", "no");
            default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
        };
    }

    private static KernelImage hollow(String name, String version) {
        return new KernelImage(
                "linux-image-" + name,
                version,
                "install ok installed",
                Finding.doesNotExist(),
                Finding.exists(Computer.LONG_AGO),
                Packages.files(49, Packages.missing("/boot/vmlinuz-" + name)));
    }

    @Test
    void moduleOfTheImageAltered_claimedNotFound() {
        // Given
        KernelImage tampered = with(image("6.1.0-37-amd64", FIXED), Packages.files(99, Packages.altered(MODULE)));

        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED), tampered));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void moduleOfAnImageThatTheCatalogCouldNotName_claimedNotFound() {
        // Given: newer than the catalog, and so of a name that no plan asked for
        KernelImage tampered = with(image("6.1.0-38-amd64", "6.1.147-1"), Packages.files(99, Packages.altered(MODULE)));

        // When
        AttestationResult result = judge(CATALOG, computer(debian("6.1.147-1"), tampered));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void moduleOfAKeptOlderImageAltered_doesNotCount() {
        // Given
        KernelImage old = with(image("6.1.0-30-amd64", "6.1.124-1"), Packages.files(99, Packages.altered(MODULE)));

        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED), old, image("6.1.0-37-amd64", FIXED)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void imageWithoutRecord_claimedUnverified() {
        // When
        AttestationResult result =
                judge(CATALOG, computer(debian(FIXED), with(image("6.1.0-37-amd64", FIXED), Finding.doesNotExist())));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    @Test
    void kernelThatOnlyRootMayRead_isTheNamedLimit() {
        // Given: unpacked long ago, which only the packages tell
        Finding<PackageFiles> files =
                Packages.files(99, Packages.unreadable("/boot/vmlinuz-6.1.0-37-amd64", Computer.LONG_AGO));
        Computer root600 = computer(debian(FIXED), with(image("6.1.0-37-amd64", FIXED), files))
                .installed(Packages.with("linux-image-6.1.0-37-amd64", FIXED, files));

        // When
        AttestationResult result = judge(CATALOG, root600);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, ID, Layer.ON_DISK)).contains(ReasonCode.PACKAGE_FILE_UNREADABLE_ACCEPTED);
    }

    /** No plan can ask by name for a kernel that came after the catalog. */
    @ParameterizedTest
    @CsvSource({"0, IN_FORCE", "60, COULD_NOT_CHECK"})
    void kernelNewerThanTheCatalogThatOnlyRootMayRead_isTheNamedLimit(long changedAfter, UpdateVerdict verdict) {
        // Given
        KernelImage newer = new KernelImage(
                "linux-image-6.1.0-38-amd64",
                "6.1.147-1",
                "install ok installed",
                Finding.exists("/boot/vmlinuz-6.1.0-38-amd64"),
                Finding.exists(Computer.LONG_AGO),
                Packages.files(
                        99,
                        Packages.unreadable(
                                "/boot/vmlinuz-6.1.0-38-amd64", Computer.LONG_AGO.plusSeconds(changedAfter))));

        // When
        AttestationResult result = judge(CATALOG, computer(debian("6.1.147-1"), newer));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
    }

    @Test
    void moduleAlteredByEvidenceOfAnOlderProbe_claimedNotFound() {
        // Given
        Computer tampered = computer(debian(FIXED), notCompared(image("6.1.0-37-amd64", FIXED)))
                .installed(Packages.with(
                        "linux-image-6.1.0-37-amd64", FIXED, Packages.files(99, Packages.altered(MODULE))));

        // When
        AttestationResult result = judge(CATALOG, tampered);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void newerKernelInstalledAndTheFixedOneRuns_inForceAndTheNewerIsTold() {
        // When
        AttestationResult result = judge(
                CATALOG, computer(debian(FIXED), image("6.1.0-37-amd64", FIXED), image("6.1.0-38-amd64", "6.1.147-1")));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, ID, Layer.IN_FORCE))
                .containsExactly(ReasonCode.KERNEL_RUNNING, ReasonCode.KERNEL_NEWER_INSTALLED);
    }

    @Test
    void imageHalfConfigured_couldNotCheck() {
        // Given
        KernelImage half = new KernelImage(
                "linux-image-6.1.0-37-amd64",
                FIXED,
                "install ok half-configured",
                Finding.exists("/boot/vmlinuz-6.1.0-37-amd64"),
                Finding.exists(Computer.LONG_AGO),
                Packages.files(50));

        // When
        AttestationResult result = judge(CATALOG, computer(debian(FIXED), half));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void offlineRoot_kernelIsNeverInForce() {
        // When
        AttestationResult result = judge(
                CATALOG, computer(debian(FIXED), image("6.1.0-37-amd64", FIXED)).setting(Setting.OFFLINE_ROOT));

        // Then
        assertThat(layer(result, ID, Layer.IN_FORCE)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void kernelsNotCollected_couldNotCheck() {
        // When
        AttestationResult result = judge(
                CATALOG,
                Computer.bookworm()
                        .finds(
                                new Query.LinuxKernel(),
                                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time")));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }
}
