package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.layer;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.CbsPackage;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsKernelFact;
import dev.patchproof.portal.collection.Planner;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Core files against the vendor's signed catalogs, and what core files say of the build. Made from the names of catalogs
 * as they are known; none was seen on a real Windows here.
 */
class SignedBuildAppraisalTest {
    private static final String KB = "KB5034122";
    private static final String KERNEL = "%SystemRoot%\\System32\\ntoskrnl.exe";
    private static final String TCPIP = "%SystemRoot%\\System32\\drivers\\tcpip.sys";
    private static final String NEW = "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.3930.1.7.cat";
    private static final String OLD = "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8.cat";
    private static final ProductCondition WINDOWS_10 = Catalogs.windows("10.0", Optional.of(19045), Set.of());
    private static final Catalog CATALOG =
            catalog(List.of(new SignedBuild(19041, 3930, List.of(KERNEL, TCPIP))), List.of());
    private static final Catalog CORE_FILES = catalog(List.of(), List.of(KERNEL, TCPIP));

    private static Catalog catalog(List<ReferenceValue> references, List<String> coreFiles) {
        return Catalogs.of(
                Catalogs.release("windows-10", WINDOWS_10, "2099-12-31"),
                update(
                        KB,
                        RestartNeed.YES,
                        List.of(),
                        new Fix(
                                WINDOWS_10,
                                "",
                                List.of(new WindowsRevision(19045, 3930, false)),
                                references,
                                List.of(),
                                coreFiles)));
    }

    private static Computer pc() {
        return Computer.of(new ProductSelector(
                        OsFamily.WINDOWS,
                        "10.0",
                        "19045",
                        "0",
                        ProductType.WORKSTATION,
                        Architecture.X64,
                        "Professional",
                        "22H2"))
                .revision("3930")
                .file(KERNEL, "10.0.19041.3930")
                .file(TCPIP, "10.0.19041.3930");
    }

    private static Finding<FileSignatureFact> in(SigningCatalog... catalogs) {
        return Finding.exists(new FileSignatureFact(Arrays.asList(catalogs)));
    }

    private static SigningCatalog by(String publisher, String name) {
        return new SigningCatalog(name, Finding.exists(publisher));
    }

    private static SigningCatalog vendor(String name) {
        return by("Microsoft Windows", name);
    }

    private static Computer signed(Finding<FileSignatureFact> kernel, Finding<FileSignatureFact> tcpip) {
        return pc().finds(new Query.FileSignature(KERNEL), kernel).finds(new Query.FileSignature(TCPIP), tcpip);
    }

    @Test
    void everyFileInACatalogOfTheBuild_provenByTheVendor() {
        // When
        AttestationResult result = judge(
                CATALOG,
                signed(
                        in(vendor(OLD), vendor(NEW)),
                        in(vendor("Microsoft-Windows-Client-Package~31bf~amd64~~10.0.19041.4000.cat"))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(Judging.update(result, KB).basis()).isEqualTo(Basis.VENDOR_SIGNED_CATALOG);
        assertThat(reason(result, KB, ReasonCode.FILE_SIGNED_BY_BUILD))
                .isEqualTo(new Reason(ReasonCode.FILE_SIGNED_BY_BUILD, KERNEL, "19041.3930", NEW));
    }

    @Test
    void kernelOnlyInAnOlderCatalog_contradictsThoughAnotherFileIsNew() {
        // When
        AttestationResult result = judge(CATALOG, signed(in(vendor(OLD)), in(vendor(NEW))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.FILE_SIGNED_BY_OLDER_BUILD);
    }

    @Test
    void catalogOfThisVeryKb_proves() {
        // When
        String name = "Package_2373_for_KB5034122~31bf3856ad364e35~amd64~~10.0.1.7.cat";
        AttestationResult result = judge(CATALOG, signed(in(vendor(name)), in(vendor(name))));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.TRUE);
    }

    @Test
    void inNoCatalog_isUnknownAndNeverTampering() {
        // When
        AttestationResult result = judge(CATALOG, signed(Finding.doesNotExist(), in(vendor(NEW))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.FILE_IN_NO_CATALOG);
        assertThat(Judging.update(result, KB).basis()).isEqualTo(Basis.NONE);
    }

    @Test
    void catalogOfAnotherSigner_provesAndContradictsNothing() {
        // When
        AttestationResult forged = judge(CATALOG, signed(in(by("Contoso", NEW)), in(by("Contoso", OLD))));
        AttestationResult drivers = judge(
                CATALOG, signed(in(by("Microsoft Windows Hardware Compatibility Publisher", NEW)), in(vendor(NEW))));

        // Then
        assertThat(layer(forged, KB, Layer.ON_DISK)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(codes(forged, KB, Layer.ON_DISK)).containsOnly(ReasonCode.CATALOG_NOT_ACCEPTED);
        assertThat(layer(drivers, KB, Layer.ON_DISK)).isEqualTo(LayerResult.NOT_EVALUATED);
    }

    @Test
    void catalogThatWindowsDoesNotAccept_isNoProofButNoContradictionEither() {
        // Given
        SigningCatalog refused = new SigningCatalog(NEW, Finding.error("TRUST_E_NOSIGNATURE", "no"));

        // When
        AttestationResult result = judge(CATALOG, signed(in(vendor(OLD), refused), in(vendor(NEW))));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(reason(result, KB, ReasonCode.CATALOG_NOT_ACCEPTED).found()).endsWith("TRUST_E_NOSIGNATURE");
    }

    @Test
    void unrelatedRefusedCatalogBesideAnOlderOne_doesNotHideTheContradiction() {
        // When
        AttestationResult result = judge(CATALOG, signed(in(vendor(OLD), by("Contoso", "oem12.cat")), in(vendor(NEW))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void catalogWhoseNameTellsNoBuild_isUnknown() {
        // When
        AttestationResult result = judge(CATALOG, signed(in(vendor(OLD), vendor("ntpe.cat")), in(vendor(NEW))));

        // Then
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.CATALOG_OF_UNKNOWN_BUILD);
    }

    @Test
    void catalogsNotReadableOrNotAskedFor_isUnknownEachWithItsReason() {
        // When
        AttestationResult result = judge(
                CATALOG,
                signed(
                        Finding.error("WIN32_1168", "x"),
                        Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "x")));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(codes(result, KB, Layer.ON_DISK))
                .containsExactly(ReasonCode.SIGNATURE_NOT_READABLE, ReasonCode.SIGNATURE_NOT_COLLECTED);
    }

    @Test
    void everyCoreFileOlderThanTheBuild_doubtBesideTheVerdict() {
        // Given
        Computer downdated = pc().file(KERNEL, "10.0.19041.2965").file(TCPIP, "10.0.19041.1");

        // When
        AttestationResult result = judge(CORE_FILES, downdated);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.CORE_FILE_OLDER_THAN_BUILD);
        assertThat(codes(result.grounds()))
                .containsExactly(ReasonCode.CORE_FILE_OLDER_THAN_BUILD, ReasonCode.CORE_FILE_OLDER_THAN_BUILD);
    }

    @Test
    void oneCoreFileNew_noDoubt() {
        // When
        AttestationResult result = judge(CORE_FILES, pc().file(KERNEL, "10.0.19041.2965"));

        // Then
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void coreFilesThatCouldNotBeRead_noDoubt() {
        // Given
        Computer blind = pc().finds(new Query.WindowsFile(KERNEL), Finding.error("WIN32_5", "x"))
                .finds(new Query.WindowsFile(TCPIP), Finding.doesNotExist());

        // When
        AttestationResult result = judge(CORE_FILES, blind);

        // Then
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void runningKernelOlderThanTheInstalledOne_waitsForRestart() {
        // Given
        Computer notRestarted = signed(in(vendor(NEW)), in(vendor(NEW)))
                .finds(new Query.WindowsKernel(), Finding.exists(new WindowsKernelFact(Finding.exists("19041.2965"))));

        // When
        AttestationResult result = judge(CATALOG, notRestarted);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(reason(result, KB, ReasonCode.WINDOWS_KERNEL_RUNNING_OLDER))
                .isEqualTo(new Reason(ReasonCode.WINDOWS_KERNEL_RUNNING_OLDER, KERNEL, "19041.3930", "19041.2965"));
    }

    @Test
    void runningKernelIsTheInstalledOneUnderTheReleasesOwnBuild_inForce() {
        // Given
        Computer restarted = signed(in(vendor(NEW)), in(vendor(NEW)))
                .finds(new Query.WindowsKernel(), Finding.exists(new WindowsKernelFact(Finding.exists("19045.3930"))));

        // When
        AttestationResult result = judge(CATALOG, restarted);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).contains(ReasonCode.WINDOWS_KERNEL_RUNNING);
    }

    private static Computer runs(Computer computer, String version) {
        return computer.finds(
                new Query.WindowsKernel(), Finding.exists(new WindowsKernelFact(Finding.exists(version))));
    }

    /** What counts is the kernel that the next start will load, not the one that the catalog knows. */
    @Test
    void kernelOnTheDiskIsNewerThanTheCatalogs_theRunningOneIsMeasuredByIt() {
        // Given
        Computer newer = signed(in(vendor(NEW)), in(vendor(NEW))).file(KERNEL, "10.0.19041.4046");

        // When
        AttestationResult result = judge(CATALOG, runs(newer, "19041.3930"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(reason(result, KB, ReasonCode.WINDOWS_KERNEL_RUNNING_OLDER).expected())
                .isEqualTo("19041.4046");
    }

    /** The signed catalog says that the kernel is there, and of which revision. */
    @ParameterizedTest
    @CsvSource({"19041.2965, FALSE", "19041.3930, TRUE"})
    void kernelFileThatCouldNotBeRead_theRunningOneIsMeasuredByTheCatalogsRevision(
            String running, LayerResult inForce) {
        // Given: another reference of the fix, which brings no kernel, is of a lower revision
        Catalog two = catalog(
                List.of(new SignedBuild(19041, 1000, List.of(TCPIP)), new SignedBuild(19041, 3930, List.of(KERNEL))),
                List.of());
        Computer unread = signed(in(vendor(NEW)), in(vendor(NEW)))
                .finds(new Query.WindowsFile(KERNEL), Finding.error("WIN32_5", "denied"));

        // When
        AttestationResult result = judge(two, runs(unread, running));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.TRUE);
        assertThat(layer(result, KB, Layer.IN_FORCE)).isEqualTo(inForce);
    }

    @Test
    void runningKernelOfAnotherLine_timesTell() {
        // Given: numbers of another line say nothing, and the files came after the start
        Computer other = signed(in(vendor(NEW)), in(vendor(NEW)))
                .file(KERNEL, Finding.exists("10.0.19041.3930"), Computer.TODAY);

        // When
        AttestationResult result = judge(CATALOG, runs(other, "22621.1"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).contains(ReasonCode.FILE_NEWER_THAN_BOOT);
    }

    @Test
    void olderKernelRunsAndTheFixBringsNone_doesNotCount() {
        // Given
        Catalog driver = catalog(List.of(new SignedBuild(19041, 3930, List.of(TCPIP))), List.of());

        // When
        AttestationResult result = judge(driver, runs(signed(in(vendor(NEW)), in(vendor(NEW))), "19041.2965"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void fileInAnEmptyListOfCatalogs_isUnknown() {
        // When
        AttestationResult result = judge(CATALOG, signed(in(), in(vendor(NEW))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.FILE_IN_NO_CATALOG);
    }

    /** That a file could not be opened does not say that it is gone: the hash was found in a signed catalog. */
    @ParameterizedTest
    @CsvSource({"failed", "not looked at"})
    void fileThatCouldNotBeRead_isNotAbsent(String state) {
        // When
        AttestationResult result = judge(
                CATALOG,
                signed(in(vendor(NEW)), in(vendor(NEW)))
                        .finds(
                                new Query.WindowsFile(KERNEL),
                                state.equals("failed")
                                        ? Finding.error("WIN32_5", "denied")
                                        : Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time")));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.TRUE);
    }

    @ParameterizedTest
    @CsvSource({"absent, ''", "failed, TRUST_E_BAD_DIGEST", "not looked at, time"})
    void catalogOfUnknownSigner_provesNothingAndSaysWhy(String state, String why) {
        // Given
        Finding<String> publisher =
                switch (state) {
                    case "absent" -> Finding.doesNotExist();
                    case "failed" -> Finding.error("TRUST_E_BAD_DIGEST", "no");
                    default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
                };

        // When
        AttestationResult result = judge(CATALOG, signed(in(new SigningCatalog(NEW, publisher)), in(vendor(NEW))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(reason(result, KB, ReasonCode.CATALOG_NOT_ACCEPTED).found()).isEqualTo(NEW + ": " + why);
    }

    @Test
    void catalogOfANewerLine_isNoContradiction() {
        // When
        AttestationResult result =
                judge(CATALOG, signed(in(vendor(NEW.replace("19041.3930", "22621.1"))), in(vendor(NEW))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.CATALOG_OF_UNKNOWN_BUILD);
    }

    @Test
    void catalogOfAServicingStack_hasANumberOfItsOwnAndProvesNoBuild() {
        // Given
        SigningCatalog stack = vendor("Package_for_ServicingStack_3989~31bf3856ad364e35~amd64~~19041.3989.1.1.cat");

        // When
        AttestationResult result = judge(CATALOG, signed(in(stack), in(vendor(NEW))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.CATALOG_OF_UNKNOWN_BUILD);
    }

    private static Catalog withHotpatch() {
        return Catalogs.of(
                Catalogs.release("windows-10", WINDOWS_10, "2099-12-31"),
                update(
                        KB,
                        RestartNeed.YES,
                        List.of(),
                        Catalogs.fix(
                                WINDOWS_10,
                                List.of(new WindowsRevision(19045, 3930, false)),
                                List.of(new SignedBuild(19041, 3930, List.of(KERNEL, TCPIP)))),
                        Catalogs.fix(WINDOWS_10, List.of(new WindowsRevision(19045, 3900, true)), List.of())));
    }

    @Test
    void revisionAboveTheCatalogWhereHotpatchesLeaveFilesOld_couldNotCheckAndNoFalseAlarm() {
        // When
        AttestationResult result =
                judge(withHotpatch(), signed(in(vendor(OLD)), in(vendor(OLD))).revision("4046"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result, KB, Layer.ON_DISK)).startsWith(ReasonCode.PERHAPS_A_NEWER_HOTPATCH);
    }

    @Test
    void revisionOfTheCumulativeUpdateWithOldFiles_contradictsThoughThereAreHotpatches() {
        // When
        AttestationResult result = judge(withHotpatch(), signed(in(vendor(OLD)), in(vendor(OLD))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void fileGoneWhereThereAreHotpatches_contradictsAtAnyRevision() {
        // Given
        Computer without = signed(in(vendor(OLD)), in(vendor(OLD)))
                .revision("4046")
                .finds(new Query.WindowsFile(TCPIP), Finding.doesNotExist());

        // When
        AttestationResult result = judge(withHotpatch(), without);

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void keyClaimsAndTheBuildIsNotKnown_oldCoreFilesContradictNoBuild() {
        // Given
        Catalog catalog = Catalogs.of(
                Catalogs.release("windows-10", WINDOWS_10, "2099-12-31"),
                update(
                        KB,
                        RestartNeed.YES,
                        List.of(),
                        new Fix(
                                WINDOWS_10,
                                "",
                                List.of(Catalogs.key(KB), new WindowsRevision(19045, 3930, false)),
                                List.of(),
                                List.of(),
                                List.of(KERNEL, TCPIP))));
        Computer silent = pc().key(Catalogs.keyPath(KB))
                .finds(Planner.WINDOWS_REVISION, Finding.doesNotExist())
                .file(KERNEL, "10.0.19041.2965")
                .file(TCPIP, "10.0.19041.2965");

        // When
        AttestationResult result = judge(catalog, silent);

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.TRUE);
        assertThat(codes(result.grounds())).doesNotContain(ReasonCode.CORE_FILE_OLDER_THAN_BUILD);
    }

    /** Only the claim says which KB it is, and in small letters. */
    @Test
    void catalogOfTheKbThatTheFixClaims_proves() {
        // Given
        Catalog claiming = Catalogs.of(
                Catalogs.release("windows-10", WINDOWS_10, "2099-12-31"),
                update(
                        "MS-2024-1",
                        RestartNeed.YES,
                        List.of(),
                        Catalogs.fix(
                                WINDOWS_10,
                                List.of(new CbsPackage("kb5034122")),
                                List.of(new SignedBuild(19041, 3930, List.of(KERNEL, TCPIP))))));
        SigningCatalog own = vendor("Package_2373_for_KB5034122~31bf3856ad364e35~amd64~~10.0.1.7.cat");

        // When
        AttestationResult result = judge(claiming, signed(in(own), in(own)));

        // Then
        assertThat(layer(result, "MS-2024-1", Layer.ON_DISK)).isEqualTo(LayerResult.TRUE);
    }

    /** The successor brings a driver, which the start has loaded; the kernel that the older one brought it has not. */
    @Test
    void olderKernelRunsAndASuccessorWithoutAKernelIsInForce_waitsForRestart() {
        // Given
        Catalog chain = Catalogs.of(
                Catalogs.release("windows-10", WINDOWS_10, "2099-12-31"),
                CATALOG.update(KB).orElseThrow(),
                update(
                        "KB2",
                        RestartNeed.YES,
                        List.of(KB),
                        Catalogs.fix(
                                WINDOWS_10,
                                List.of(Catalogs.key("KB2")),
                                List.of(Catalogs.atLeast(TCPIP, "10.0.19041.3930")))));
        Computer notRestarted =
                runs(signed(in(vendor(NEW)), in(vendor(NEW))), "19041.2965").key(Catalogs.keyPath("KB2"));

        // When
        AttestationResult result = judge(chain, notRestarted);

        // Then
        assertThat(verdict(result, "KB2")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    /** Core files say something of the build; the files that the update names say whether it is there. */
    @Test
    void buildBelowAndCoreFilesOldButItsOwnFilesThere_foundNotClaimed() {
        // Given
        String own = Catalogs.RPCRT4;
        Catalog catalog = catalog(List.of(Catalogs.atLeast(own, "10.0.19041.3930")), List.of(KERNEL, TCPIP));

        // When
        AttestationResult result = judge(
                catalog,
                pc().revision("2965")
                        .file(own, "10.0.19041.3930")
                        .file(KERNEL, "10.0.19041.2965")
                        .file(TCPIP, "10.0.19041.2965"));

        // Then
        assertThat(layer(result, KB, Layer.ON_DISK)).isEqualTo(LayerResult.TRUE);
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.FALSE);
    }

    @Test
    void coreFileThatIsNotNumberedAsTheSystemIs_noDoubt() {
        // Given
        Computer numbered =
                pc().file(KERNEL, "11.0.19041.2965").finds(new Query.WindowsFile(TCPIP), Finding.error("WIN32_5", "x"));

        // When
        AttestationResult result = judge(CORE_FILES, numbered);

        // Then
        assertThat(result.grounds()).isEmpty();
    }
}
