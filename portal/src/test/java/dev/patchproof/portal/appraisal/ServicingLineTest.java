package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.update;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static dev.patchproof.portal.appraisal.ModernWindows.fileOf;
import static dev.patchproof.portal.appraisal.ModernWindows.filesOf;
import static dev.patchproof.portal.appraisal.ModernWindows.server2025;
import static dev.patchproof.portal.appraisal.ModernWindows.versionOf;
import static dev.patchproof.portal.appraisal.ModernWindows.windows10;
import static dev.patchproof.portal.appraisal.ModernWindows.windows11;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.portal.collection.Planner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Years of cumulative updates in the catalog, and a short answer. */
class ServicingLineTest {
    private static final LocalDate FEBRUARY = LocalDate.parse("2026-02-28");
    private static final Catalog CATALOG = CumulativeCatalog.real(FEBRUARY);

    private static Map<String, UpdateVerdict> shown(AttestationResult result) {
        Map<String, UpdateVerdict> verdicts = new java.util.LinkedHashMap<>();
        result.updates().forEach(each -> verdicts.put(each.updateId(), each.verdict()));
        return verdicts;
    }

    private static List<String> folded(AttestationResult result, String with) {
        return result.folded().stream()
                .filter(each -> each.with().equals(Optional.of(with)))
                .flatMap(each -> each.updateIds().stream())
                .toList();
    }

    @Test
    void currentWindows10_oneUpdateSettlesAllBeforeIt() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(windows10("6937"), 19041, 6937));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(shown(result)).containsExactly(Map.entry("KB5075912", UpdateVerdict.IN_FORCE));
        assertThat(update(result, "KB5075912").basis()).isEqualTo(Basis.VENDOR_SIGNED_CATALOG);
        assertThat(result.folded()).singleElement().satisfies(each -> {
            assertThat(each.with()).contains("KB5075912");
            assertThat(each.claimed()).isEqualTo(LayerResult.TRUE);
            assertThat(each.verdict()).isEqualTo(UpdateVerdict.IN_FORCE);
            assertThat(each.updateIds())
                    .hasSize(27)
                    .startsWith("KB5073724", "KB5071546")
                    .endsWith("KB5019959");
        });
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void previewAboveTheNewestSecurityRevision_settlesTheSame() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(windows10("7058"), 19041, 7058));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(shown(result)).containsExactly(Map.entry("KB5075912", UpdateVerdict.IN_FORCE));
    }

    @Test
    void currentWindows11_settledByFebruary() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(windows11("7840"), 26100, 7840));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(shown(result)).containsExactly(Map.entry("KB5077181", UpdateVerdict.IN_FORCE));
        assertThat(folded(result, "KB5077181"))
                .containsExactly(
                        "KB5074109", "KB5072033", "KB5068861", "KB5066835", "KB5065426", "KB5060842", "KB5058411");
    }

    @Test
    void currentServer2025_settledByItsOwnFebruary() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(server2025("32370"), 26100, 32370));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(shown(result)).containsExactly(Map.entry("KB5075899", UpdateVerdict.IN_FORCE));
        assertThat(folded(result, "KB5075899")).startsWith("KB5073379", "KB5072033");
    }

    @Test
    void server2025AtTheRevisionOfWindows11_missesItsOwnUpdates() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(server2025("7840"), 26100, 7840));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(shown(result))
                .containsExactly(
                        Map.entry("KB5075899", UpdateVerdict.MISSING), Map.entry("KB5072033", UpdateVerdict.IN_FORCE));
        assertThat(folded(result, "KB5075899")).containsExactly("KB5073379");
    }

    @Test
    void productTypeUnknown_nothingIsSettled() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(ModernWindows.unknownType("7840"), 26100, 7840));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.updates()).isNotEmpty().allSatisfy(each -> {
            assertThat(each.verdict()).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
            assertThat(each.satisfiedBy()).isEmpty();
        });
    }

    @Test
    void fourMonthsBehind_theNewestIsToInstallAndTheOthersFold() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(windows10("6456"), 19041, 6456));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.NOT_UP_TO_DATE);
        assertThat(shown(result))
                .containsExactly(
                        Map.entry("KB5075912", UpdateVerdict.MISSING), Map.entry("KB5066791", UpdateVerdict.IN_FORCE));
        assertThat(folded(result, "KB5075912")).containsExactly("KB5073724", "KB5071546", "KB5068781");
        assertThat(folded(result, "KB5066791")).hasSize(23);
    }

    @Test
    void currentByNumberAlone_unverifiedInOneLine() {
        // When
        AttestationResult result = judge(CATALOG, windows10("6937"));

        // Then: the files do not exist, which contradicts
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);

        // When
        Computer unsigned = windows10("6937");
        CumulativeCatalog.CORE.forEach(path -> versionOf(unsigned, path, 19041, 6937));
        AttestationResult unproven = judge(CATALOG, unsigned);

        // Then
        assertThat(unproven.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(shown(unproven)).containsExactly(Map.entry("KB5075912", UpdateVerdict.CLAIMED_UNVERIFIED));
        assertThat(folded(unproven, "KB5075912")).hasSize(27);
        assertThat(unproven.grounds()).isEmpty();
    }

    @Test
    void neitherFloorNorCatalogAndAllCoreFilesOld_unverifiedWithTheDoubtSpelledOutOnce() {
        // Given
        Computer downdated = windows10("6937");
        CumulativeCatalog.CORE.forEach(path -> versionOf(downdated, path, 19041, 2965));

        // When
        AttestationResult result = judge(CATALOG, downdated);

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(shown(result)).containsExactly(Map.entry("KB5075912", UpdateVerdict.CLAIMED_UNVERIFIED));
        assertThat(result.grounds())
                .extracting(Reason::code, Reason::expected, Reason::found)
                .hasSize(5)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(
                        ReasonCode.CORE_FILE_OLDER_THAN_BUILD, "19041.6937", "19041.2965"));
    }

    @Test
    void downgradedKernelBesideANewDriver_claimedNotFound() {
        // Given
        Computer downdated = fileOf(filesOf(windows10("6937"), 19041, 6937), CumulativeCatalog.KERNEL, 19041, 2965);

        // When
        AttestationResult result = judge(CATALOG, downdated);

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(shown(result))
                .containsExactly(
                        Map.entry("KB5075912", UpdateVerdict.CLAIMED_NOT_FOUND),
                        Map.entry("KB5026361", UpdateVerdict.IN_FORCE));
        assertThat(folded(result, "KB5075912")).hasSize(20).endsWith("KB5027215");
        assertThat(codes(result, "KB5075912", Layer.ON_DISK)).startsWith(ReasonCode.FILE_SIGNED_BY_OLDER_BUILD);
    }

    @Test
    void olderUpdateWithAnotherFileBelowItsFloor_staysBesideTheProvenNewest() {
        // Given: a file that the newest update's list does not name was put back
        String spooler = "%SystemRoot%\\System32\\localspl.dll";
        Update october = CATALOG.update("KB5066791").orElseThrow();
        Fix fix = october.fixes().get(0);
        List<ReferenceValue> references = new ArrayList<>(fix.references());
        references.add(Catalogs.atLeast(spooler, "10.0.19041.6456"));
        Catalog catalog = CumulativeCatalog.replacing(
                CATALOG,
                CumulativeCatalog.update(
                        october.id(),
                        october.released(),
                        List.of(new Fix(
                                fix.product(), fix.line(), fix.claims(), references, List.of(), fix.coreFiles()))));

        // When
        AttestationResult result =
                judge(catalog, filesOf(windows10("6937"), 19041, 6937).file(spooler, "10.0.19041.5000"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(shown(result))
                .containsExactly(
                        Map.entry("KB5066791", UpdateVerdict.CLAIMED_NOT_FOUND),
                        Map.entry("KB5075912", UpdateVerdict.IN_FORCE));
    }

    @Test
    void everyFileAtItsOwnFloorWithoutAnyCatalog_proven() {
        // Given
        Catalog catalog = withFloors();
        Computer unsigned = windows10("6937");
        CumulativeCatalog.CORE.forEach(path -> versionOf(unsigned, path, 19041, 6937));

        // When
        AttestationResult result = judge(catalog, unsigned);

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(update(result, "KB5075912").basis()).isEqualTo(Basis.REFERENCE_VALUE);
    }

    @Test
    void fileAtItsFloorThatOnlyOlderCatalogsHold_claimedNotFound() {
        // Given: the number was made up
        Computer forged = filesOf(windows10("6937"), 19041, 2965);
        CumulativeCatalog.CORE.forEach(path -> versionOf(forged, path, 19041, 6937));

        // When
        AttestationResult result = judge(withFloors(), forged);

        // Then
        assertThat(verdict(result, "KB5075912")).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void oneFileBelowItsFloorThoughASignedCatalogHoldsIt_claimedNotFound() {
        // Given
        Computer old = versionOf(filesOf(windows10("6937"), 19041, 6937), CumulativeCatalog.NTDLL, 19041, 6809);

        // When
        AttestationResult result = judge(withFloors(), old);

        // Then
        assertThat(verdict(result, "KB5075912")).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void oneFileWithNeitherFloorNorCatalog_notProvenByTheOthers() {
        // Given
        Computer part = filesOf(windows10("6937"), 19041, 6937)
                .finds(new Query.FileSignature(CumulativeCatalog.NTDLL), Finding.error("WIN32_5", "denied"));

        // When
        AttestationResult result = judge(CATALOG, part);

        // Then
        assertThat(verdict(result, "KB5075912")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
    }

    private static Catalog withFloors() {
        Update newest = CATALOG.update("KB5075912").orElseThrow();
        Fix fix = newest.fixes().get(0);
        List<ReferenceValue> references = new ArrayList<>(fix.references());
        CumulativeCatalog.SIGNED.forEach(path -> references.add(Catalogs.atLeast(path, "10.0.19041.6937")));
        return CumulativeCatalog.replacing(
                CATALOG,
                CumulativeCatalog.update(
                        newest.id(),
                        newest.released(),
                        List.of(new Fix(
                                fix.product(), fix.line(), fix.claims(), references, List.of(), fix.coreFiles()))));
    }

    @Test
    void buildBelowAndNoCoreFileThere_falseOnDisk() {
        // Given
        Computer behind = windows10("6809");
        CumulativeCatalog.CORE.forEach(path -> versionOf(behind, path, 19041, 6809));

        // When
        AttestationResult result = judge(CATALOG, behind);

        // Then
        assertThat(verdict(result, "KB5075912")).isEqualTo(UpdateVerdict.MISSING);
        assertThat(Judging.layer(result, "KB5075912", Layer.ON_DISK)).isEqualTo(LayerResult.FALSE);
        assertThat(codes(result, "KB5075912", Layer.ON_DISK)).containsOnly(ReasonCode.CORE_FILE_BELOW_FIX);
        assertThat(update(result, "KB5075912").basis()).isEqualTo(Basis.REFERENCE_VALUE);
    }

    @Test
    void buildBelowAndOneCoreFileNew_notEvaluatedAndMissingAsTheSystemSays() {
        // Given
        Computer mixed = windows10("6809");
        CumulativeCatalog.CORE.forEach(path -> versionOf(mixed, path, 19041, 6809));
        versionOf(mixed, CumulativeCatalog.TCPIP, 19041, 6937);

        // When
        AttestationResult result = judge(CATALOG, mixed);

        // Then
        assertThat(verdict(result, "KB5075912")).isEqualTo(UpdateVerdict.MISSING);
        assertThat(Judging.layer(result, "KB5075912", Layer.ON_DISK)).isEqualTo(LayerResult.NOT_EVALUATED);
    }

    @Test
    void hotpatchedWithTheFilesOfTheBaseline_provenByThemAndItsOwnClaim() {
        // Given: hotpatch of December on the cumulative update of October
        Catalog december = CumulativeCatalog.real(LocalDate.parse("2025-12-31"));

        // When
        AttestationResult result = judge(december, filesOf(windows11("7392"), 26100, 6899));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(shown(result)).containsExactly(Map.entry("KB5072033", UpdateVerdict.IN_FORCE));
        assertThat(folded(result, "KB5072033")).startsWith("KB5068861", "KB5066835");
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void hotpatchedWithoutACatalogForTheFiles_unverified() {
        // Given
        Catalog december = CumulativeCatalog.real(LocalDate.parse("2025-12-31"));
        Computer unsigned = windows11("7392");
        CumulativeCatalog.CORE.forEach(path -> versionOf(unsigned, path, 26100, 6899));

        // When
        AttestationResult result = judge(december, unsigned);

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void hotpatchOfAQuarterWhoseBaselineIsNotKnown_neverProvenByAnOlderOne() {
        // Given: the catalog has nothing of July, on which September's hotpatch rests
        Catalog september = CumulativeCatalog.real(LocalDate.parse("2025-09-30"));

        // When
        AttestationResult result = judge(september, filesOf(windows11("6508"), 26100, 4349));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UNVERIFIED);
        assertThat(verdict(result, "KB5065426")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    /** September's hotpatch rests on July's cumulative update, and its files prove it; those of no other month do. */
    @ParameterizedTest
    @CsvSource({
        "2025-07-08, 4652, 0, IN_FORCE",
        "2025-04-08, 3775, 0, CLAIMED_UNVERIFIED", // of another quarter
        "2024-07-09, 1150, 0, CLAIMED_UNVERIFIED", // of another year
        "2025-08-12, 4946, 0, CLAIMED_UNVERIFIED", // no month that hotpatches start from
        "2025-07-08, 4652, 4600, CLAIMED_UNVERIFIED", // itself one in whose place a hotpatch was installed
    })
    void hotpatchWithTheFilesOfAnotherUpdate_isProvenByItsBaselineAlone(
            LocalDate released, int revision, int hotpatch, UpdateVerdict verdict) {
        // Given
        Catalog catalog = new CumulativeCatalog()
                .month("KB5000001", released, CumulativeCatalog.product(26100, ""), 26100, revision, hotpatch)
                .month(
                        "KB5065426",
                        LocalDate.parse("2025-09-09"),
                        CumulativeCatalog.product(26100, ""),
                        26100,
                        6584,
                        6508)
                .with();

        // When
        AttestationResult result = judge(catalog, filesOf(windows11("6508"), 26100, revision));

        // Then
        assertThat(verdict(result, "KB5065426")).isEqualTo(verdict);
    }

    @Test
    void hotpatchedServer2025_isJudgedByItsOwnNumbers() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(server2025("32313"), 26100, 32230));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(shown(result)).containsExactly(Map.entry("KB5075899", UpdateVerdict.IN_FORCE));
    }

    @Test
    void hotpatchedWithFilesBelowTheBaseline_baselineClaimedNotFound() {
        // Given
        Catalog december = CumulativeCatalog.real(LocalDate.parse("2025-12-31"));

        // When
        AttestationResult result = judge(december, filesOf(windows11("7392"), 26100, 6584));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, "KB5066835")).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(result.updates().stream()
                        .filter(update -> update.layers().values().stream()
                                .anyMatch(layer -> layer.has(ReasonCode.HOTPATCH_LEAVES_FILES)))
                        .map(UpdateResult::verdict))
                .as("the update after the baseline whose files a hotpatch does not bring")
                .containsExactly(UpdateVerdict.CLAIMED_UNVERIFIED);
    }

    @Test
    void hotpatchWhoseBaselineTheCatalogNames_provenByItsFilesAndSettlesTheLine() {
        // Given
        Catalog catalog = withBaseline();

        // When
        AttestationResult result = judge(catalog, filesOf(windows11("7781"), 26100, 7623));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(shown(result)).containsExactly(Map.entry("KB5077181", UpdateVerdict.IN_FORCE));
    }

    @Test
    void hotpatchWhoseBaselineIsNotOnTheDisk_claimedNotFound() {
        // When
        AttestationResult result = judge(withBaseline(), filesOf(windows11("7781"), 26100, 7462));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
        assertThat(verdict(result, "KB5077181")).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    private static Catalog withBaseline() {
        Update february = CATALOG.update("KB5077181").orElseThrow();
        List<Fix> fixes = new ArrayList<>(february.fixes());
        Fix hotpatch = fixes.remove(1);
        fixes.add(new Fix(
                hotpatch.product(),
                hotpatch.line(),
                List.of(new WindowsRevision(26100, 7781, true)),
                List.<ReferenceValue>of(new SignedBuild(26100, 7623, CumulativeCatalog.SIGNED)),
                List.of(),
                List.of()));
        return CumulativeCatalog.replacing(
                CATALOG, CumulativeCatalog.update(february.id(), february.released(), fixes));
    }

    @Test
    void revisionThatMayBeANewerHotpatch_couldNotCheckAboveTheBaselineOnly() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(windows11("8037"), 26100, 7623));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(shown(result))
                .containsExactly(
                        Map.entry("KB5077181", UpdateVerdict.COULD_NOT_CHECK),
                        Map.entry("KB5074109", UpdateVerdict.IN_FORCE));
        assertThat(codes(result, "KB5077181", Layer.ON_DISK)).startsWith(ReasonCode.PERHAPS_A_NEWER_HOTPATCH);
    }

    @Test
    void revisionOfAKnownCumulativeUpdateWithOldFiles_isNoHotpatch() {
        // When
        AttestationResult result = judge(CATALOG, filesOf(windows11("7840"), 26100, 7171));

        // Then
        assertThat(shown(result))
                .containsExactly(
                        Map.entry("KB5077181", UpdateVerdict.CLAIMED_NOT_FOUND),
                        Map.entry("KB5068861", UpdateVerdict.IN_FORCE));
    }

    @Test
    void oneNumberForACumulativeUpdateAndAHotpatch_neitherExcusesOldFilesNorAccusesThem() {
        // Given
        Catalog catalog = new CumulativeCatalog()
                .month(
                        "KB5014678",
                        LocalDate.parse("2022-06-14"),
                        CumulativeCatalog.product(26100, ""),
                        26100,
                        770,
                        770)
                .month("KB5012604", LocalDate.parse("2022-04-12"), CumulativeCatalog.product(26100, ""), 26100, 643, 0)
                .with();

        // When
        AttestationResult old = judge(catalog, filesOf(windows11("770"), 26100, 643));
        AttestationResult fresh = judge(catalog, filesOf(windows11("770"), 26100, 770));

        // Then
        assertThat(verdict(old, "KB5014678")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(old.found()).isNotIn(OverallVerdict.UP_TO_DATE, OverallVerdict.NOT_UP_TO_DATE);
        assertThat(fresh.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void planOfALongLine_asksForEachFileOnce() {
        // When
        List<Query<?>> queries = Planner.queries(CATALOG, windows10("6937").product());

        // Then
        assertThat(queries).doesNotHaveDuplicates();
        assertThat(queries)
                .filteredOn(query -> query.kind().equals(Query.WindowsFile.KIND))
                .hasSameSizeAs(CumulativeCatalog.CORE);
        assertThat(queries)
                .filteredOn(query -> query.kind().equals(Query.FileSignature.KIND))
                .hasSameSizeAs(CumulativeCatalog.SIGNED);
        assertThat(queries)
                .filteredOn(query -> query.kind().equals(Query.LoadedModules.KIND))
                .hasSize(1);
    }
}
