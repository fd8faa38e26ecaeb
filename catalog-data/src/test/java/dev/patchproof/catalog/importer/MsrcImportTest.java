package dev.patchproof.catalog.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class MsrcImportTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources", "msrc");
    private static final Path JANUARY = RESOURCES.resolve("2031-Jan.xml");
    private static final Path FEBRUARY = RESOURCES.resolve("2031-Feb.xml");
    private static final Path MARCH = RESOURCES.resolve("2031-Mar.xml");
    private static final Path TABLE = RESOURCES.resolve("table.csv");

    private final Path directory;

    MsrcImportTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void monthlyDocument_updateWithItsFactsInTheFileOfTheMonth() throws Exception {
        cvrf(JANUARY, FEBRUARY);

        Update update = update("KB6000011");
        assertThat(catalogFolder().resolve("msrc-2031-02.json")).exists();
        assertThat(update.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(update.cves()).containsExactly("CVE-2031-0011", "CVE-2031-0012");
        assertThat(update.released()).contains(LocalDate.of(2031, 2, 10));
        assertThat(update.asOf()).isEqualTo(LocalDate.of(2031, 2, 20));
        assertThat(update.restart()).isEqualTo(RestartNeed.YES);
        assertThat(update.supersedes()).containsExactly("KB6000001");
        assertThat(update.fixes()).hasSize(1);
        assertThat(update.fixes().get(0).claims()).containsExactly(new ClaimTest.WindowsRevision(19045, 9011, false));
    }

    @Test
    void fixKnownByBuildAlone_provenByCatalogsOfTheLinesOwnBuild() throws Exception {
        cvrf(JANUARY);

        Fix fix = update("KB6000001").fixes().get(0);
        assertThat(fix.references()).containsExactly(new SignedBuild(19041, 9001, WindowsUpdateNodes.PROVEN_FILES));
        assertThat(fix.coreFiles()).containsExactlyElementsOf(WindowsUpdateNodes.CORE_FILES);
    }

    @Test
    void hotpatch_alternativeOfTheCumulativeUpdateInWhosePlaceItIs() throws Exception {
        Quarantine quarantine = cvrf(FEBRUARY);

        assertThat(revisions("KB6000012", "cumulative")).containsExactly("26100.9112", "26200.9112");
        assertThat(revisions("KB6000012", "hotpatch")).containsExactly("26100.9109!", "26200.9109!");
        assertThat(catalog().update("KB6000019")).isEmpty();
        assertThat(update("KB6000012").description()).contains("hotpatch KB6000019");
        assertThat(quarantine.entries()).extracting(QuarantineEntry::defect).doesNotContain(Defect.HOTPATCH_ALONE);
    }

    @Test
    void laterHotpatchOfTheQuarter_alternativeOfTheEarlierUpdateToo() throws Exception {
        Path both = Files.writeString(directory.resolve("both.csv"), """
                month,kb,product,fixedBuild,supercedence,restartRequired,subType
                2031-Jan,6000003,Windows Server 2025,10.0.26100.39101,,Yes,Security Update
                2031-Feb,6000013,Windows Server 2025,10.0.26100.39111,6000003,Yes,Security Update
                2031-Feb,6000018,Windows Server 2025,10.0.26100.39109,,No,Security Hotpatch Update
                2031-Mar,6000023,Windows Server 2025,10.0.26100.39121,6000013,Yes,Security Update
                2031-Mar,6000028,Windows Server 2025,10.0.26100.39119,6000018,No,SecurityHotpatchUpdate
                2031-Apr,6000033,Windows Server 2025,10.0.26100.39131,6000023,Yes,Security Update
                """);

        table(both);

        assertThat(revisions("KB6000003", "hotpatch")).isEmpty();
        assertThat(revisions("KB6000013", "hotpatch")).containsExactly("26100.39109!", "26100.39119!");
        assertThat(revisions("KB6000023", "hotpatch")).containsExactly("26100.39119!");
        assertThat(revisions("KB6000033", "hotpatch")).isEmpty();
        assertThat(update("KB6000023").supersedes()).containsExactly("KB6000013");
    }

    @Test
    void clientAndServerOfOneBuild_toldByProductType() throws Exception {
        cvrf(JANUARY);

        assertThat(update("KB6000002").fixes().get(0).product().productTypes())
                .containsExactly(ProductKind.WORKSTATION);
        assertThat(update("KB6000003").fixes().get(0).product().productTypes())
                .containsExactlyInAnyOrder(ProductKind.SERVER, ProductKind.DOMAIN_CONTROLLER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Windows Server 2025 | Windows Server 2025 (Server Core installation) | ",
                "Windows Server 2025 (Server Core installation) | Windows Server 2025  (Server Core installation) | Server Core",
                "Windows Server 2025 | Windows Server 2025 | Server",
                "Windows Server 2022, 23H2 Edition (Server Core installation) "
                        + "| Windows Server 2022, 23H2 Edition (Server Core installation) | ", // there is no other
            })
    void serverListedForOneTypeOfInstallation_isForThatAlone(String one, String other, @Nullable String expected)
            throws Exception {
        int build = one.contains("23H2") ? 25398 : 26100;

        table(Files.writeString(directory.resolve("core.csv"), """
                month,kb,product,fixedBuild,supercedence,restartRequired,subType
                2031-Jan,6000003,"%s",10.0.%d.39101,,Yes,Security Update
                2031-Jan,6000003,"%s",10.0.%d.39101,,Yes,Security Update
                """.formatted(one, build, other, build)));

        assertThat(update("KB6000003").fixes().get(0).product().installationTypes())
                .isEqualTo(expected == null ? Set.of() : Set.of(expected));
    }

    @Test
    void laterDocumentForTheOtherTypeOfInstallation_isForBoth() throws Exception {
        String row = """
                month,kb,product,fixedBuild,supercedence,restartRequired,subType
                2031-%s,6000003,Windows Server 2025%s,10.0.26100.39101,,Yes,Security Update
                """;

        table(Files.writeString(directory.resolve("1.csv"), row.formatted("Jan", " (Server Core installation)")));
        table(Files.writeString(directory.resolve("2.csv"), row.formatted("Feb", "")));

        assertThat(update("KB6000003").fixes())
                .singleElement()
                .satisfies(fix -> assertThat(fix.product().installationTypes()).isEmpty());
    }

    @Test
    void hotpatchOfTheAzureEdition_isForThatEditionAlone() throws Exception {
        table(Files.writeString(directory.resolve("azure.csv"), """
                month,kb,product,fixedBuild,supercedence,restartRequired,subType
                2031-Feb,6000013,Windows Server 2022,10.0.20348.9111,,Yes,Security Update
                2031-Feb,6000013,Windows Server 2022 (Server Core installation),10.0.20348.9111,,Yes,Security Update
                2031-Feb,6000018,Windows Server 2022 Azure Edition Core Hotpatch,10.0.20348.9109,,Yes,Azure Hotpatch
                2031-Mar,6000023,Windows Server 2022,10.0.20348.9121,,Yes,Security Update
                2031-Mar,6000023,Windows Server 2022 (Server Core installation),10.0.20348.9121,,Yes,Security Update
                2031-Mar,6000028,Windows Server 2022,10.0.20348.9119,,No,Security Hotpatch Update
                2031-Mar,6000028,Windows Server 2022 (Server Core installation),10.0.20348.9119,,No,Security Hotpatch Update
                """));

        assertThat(update("KB6000013").fixes())
                .extracting(
                        fix -> fix.line() + " " + new TreeSet<>(fix.product().editions()) + " "
                                + fix.claims().stream()
                                        .flatMap(MsrcImportTest::revisions)
                                        .toList())
                .containsExactly(
                        "cumulative [] [20348.9111]",
                        "hotpatch [ServerTurbine, ServerTurbineCor] [20348.9109!]",
                        "hotpatch [] [20348.9119!]");
    }

    @Test
    void releaseWithoutSomeProcessors_saysWhich() throws Exception {
        table(TABLE);

        assertThat(update("KB6000001").fixes().get(0).product().architectures()).containsExactly(Processor.X64);
    }

    @Test
    void laterDocument_addsToTheUpdateItListsAgain() throws Exception {
        cvrf(JANUARY, FEBRUARY, MARCH);

        assertThat(update("KB6000011").cves()).containsExactly("CVE-2031-0011", "CVE-2031-0012", "CVE-2031-0013");
        assertThat(update("KB6000011").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void sameDocumentTwice_changesNothing() throws Exception {
        cvrf(JANUARY, FEBRUARY, MARCH);
        Map<String, String> before = contents();
        Quarantine first = read("msrc-cvrf", MARCH).quarantine();

        assertThat(read("msrc-cvrf", JANUARY, FEBRUARY, MARCH).files()).isEmpty();
        Quarantine again = cvrf(MARCH);

        assertThat(contents()).isEqualTo(before);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void turkishLocale_sameBytes() throws Exception {
        Map<String, String> before = read("msrc-cvrf", JANUARY, FEBRUARY, MARCH).files();
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(read("msrc-cvrf", JANUARY, FEBRUARY, MARCH).files()).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
        }
    }

    @Test
    void updateThatPeopleCurate_isNotTouched() throws Exception {
        cvrf(JANUARY);
        Path curated = catalogFolder().resolve("KB6000001.json");
        Files.move(catalogFolder().resolve("msrc-2031-01.json"), curated);
        String before = Files.readString(curated);

        table(TABLE);

        assertThat(curated).hasContent(before);
        assertThat(update("KB6000021").supersedes()).containsExactly("KB6000001");
    }

    @Test
    void otherRevisionThanTheCatalogHas_keptAndRecorded() throws Exception {
        cvrf(JANUARY, FEBRUARY);

        Quarantine quarantine = table(TABLE);

        assertThat(revisions("KB6000011", "cumulative")).containsExactly("19045.9011");
        assertThat(quarantine.entries())
                .contains(new QuarantineEntry(
                        "table.csv",
                        "KB6000011",
                        Defect.ALREADY_IN_CATALOG,
                        "19045.9711",
                        "19045.9011, which is kept",
                        Outcome.REJECTED));
    }

    @Test
    void revisionsOutOfOrder_highOneLeftOutAndLowOneRaised() throws Exception {
        Quarantine quarantine = table(TABLE);

        assertThat(catalog().update("KB6000011")).isEmpty();
        assertThat(revisions("KB6000041", "cumulative")).containsExactly("19045.9032");
        assertThat(quarantine.entries())
                .filteredOn(entry -> entry.defect() == Defect.FIX_OUT_OF_ORDER)
                .extracting(QuarantineEntry::subject, QuarantineEntry::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("KB6000011", Outcome.REJECTED),
                        org.assertj.core.groups.Tuple.tuple("KB6000041", Outcome.IMPORTED_WITH_DOUBT));
    }

    @Test
    void olderUpdatesWithoutBuild_namedByTheFirstThatReplacesThem() throws Exception {
        table(TABLE);

        assertThat(update("KB6000001").replaces()).containsExactly("KB5999980", "KB5999990");
        assertThat(catalog().update("KB5999990")).isEmpty();
        assertThat(update("KB6000021").replaces()).containsExactly("KB6000011");
        assertThat(update("KB6000021").supersedes()).containsExactly("KB6000001");
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/msrc/defects.tsv", delimiter = '\t', numLinesToSkip = 1, emptyValue = "")
    void defectInOneEntry_caughtWithDocumentSubjectAndReason(
            String file, String subject, Defect defect, Outcome outcome, int updates) throws Exception {
        Quarantine quarantine = cvrf(RESOURCES.resolve("defects").resolve(file + ".xml"));

        assertThat(quarantine.entries())
                .filteredOn(entry -> entry.defect() == defect)
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.document()).isEqualTo(file + ".xml");
                    assertThat(entry.subject()).isEqualTo(subject == null ? "" : subject);
                    assertThat(entry.outcome()).isEqualTo(outcome);
                });
        assertThat(updates == 0 ? 0 : catalog().updates().size()).isEqualTo(updates);
        assertThat(contents().isEmpty()).isEqualTo(updates == 0);
    }

    @Test
    void buildOfTheLineButNotOfTheRelease_revisionCountsForTheReleaseItself() throws Exception {
        cvrf(RESOURCES.resolve("defects/build-of-the-line-but-not-of-the-release.xml"));

        assertThat(revisions("KB6000050", "cumulative")).containsExactly("26200.9982");
    }

    @Test
    void twoRevisionsForOneRelease_higherOneCounts() throws Exception {
        cvrf(RESOURCES.resolve("defects/two-revisions-for-one-release.xml"));

        assertThat(revisions("KB6000050", "cumulative")).containsExactly("19045.9012");
    }

    @Test
    void circle_edgeOfTheOlderUpdateGoes() throws Exception {
        cvrf(RESOURCES.resolve("defects/supersedence-circle.xml"));

        assertThat(update("KB6000050").supersedes()).containsExactly("KB6000040");
        assertThat(update("KB6000040").supersedes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cut-off.xml, MALFORMED_DOCUMENT, expected well-formed XML",
        "another-root.xml, MALFORMED_DOCUMENT, 'expected cvrf:cvrfdoc, found ''html'''",
        "no-vulnerability.xml, EMPTY, found none",
        "month-not-a-month.xml, MALFORMED_DOCUMENT, 2031-Q1",
        "no-day.xml, MALFORMED_DOCUMENT, expected an InitialReleaseDate",
        "day-that-does-not-exist.xml, MALFORMED_DOCUMENT, 2031-02-31",
        "vulnerability-before-the-month.xml, MALFORMED_DOCUMENT, expected the document's ID",
        "external-entity.xml, MALFORMED_DOCUMENT, expected no document type",
        "entity-that-grows.xml, MALFORMED_DOCUMENT, expected no document type",
        "not-xml.xml, MALFORMED_DOCUMENT, expected well-formed XML",
        "empty.xml, MALFORMED_DOCUMENT, expected well-formed XML"
    })
    void documentOfAnotherKind_refusedWithItsPlaceAndNothingWritten(String file, Reason reason, String words) {
        Path document = RESOURCES.resolve("malformed").resolve(file);

        ImportException refused = catchThrowableOfType(ImportException.class, () -> cvrf(document));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageStartingWith(document.toString()).hasMessageContaining(words);
        assertThat(catalogFolder()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "table-without-a-column.csv, MALFORMED_DOCUMENT, expected the columns",
        "table-with-a-short-line.csv, MALFORMED_DOCUMENT, ':2: expected 9 fields, found 2'",
        "table-of-nothing.csv, EMPTY, found none"
    })
    void tableOfAnotherKind_refusedAndNothingWritten(String file, Reason reason, String words) {
        Path document = RESOURCES.resolve("malformed").resolve(file);

        ImportException refused = catchThrowableOfType(ImportException.class, () -> table(document));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageStartingWith(document.toString()).hasMessageContaining(words);
        assertThat(catalogFolder()).doesNotExist();
    }

    @Test
    void oneDocumentRefusedAmongSeveral_nothingWritten() {
        ImportException refused = catchThrowableOfType(
                ImportException.class, () -> cvrf(JANUARY, RESOURCES.resolve("malformed/cut-off.xml")));

        assertThat(refused).isNotNull();
        assertThat(catalogFolder()).doesNotExist();
    }

    private Quarantine cvrf(Path... files) throws ImportException {
        return write("msrc-cvrf", files);
    }

    private Quarantine table(Path... files) throws ImportException {
        return write("msrc-table", files);
    }

    private Quarantine write(String from, Path... files) throws ImportException {
        Imported imported = read(from, files);
        if (!imported.files().isEmpty()) {
            new CatalogFolder(catalogFolder()).place(imported.files());
        }
        return imported.quarantine();
    }

    private Imported read(String from, Path... files) throws ImportException {
        return Importers.named(from)
                .orElseThrow()
                .read(new ImportRequest(Arrays.asList(files), Map.of(), catalogFolder()));
    }

    private Path catalogFolder() {
        return directory.resolve("catalog");
    }

    private Catalog catalog() {
        return CatalogReader.read(catalogFolder());
    }

    private Update update(String id) {
        return catalog().update(id).orElseThrow();
    }

    /** Build and revision of each claim of a servicing line, {@code !} for one that must be met exactly. */
    private List<String> revisions(String id, String line) {
        return update(id).fixes().stream()
                .filter(fix -> fix.line().equals(line))
                .flatMap(fix -> fix.claims().stream())
                .flatMap(MsrcImportTest::revisions)
                .toList();
    }

    private static Stream<String> revisions(ClaimTest of) {
        return of.<Stream<String>>fold(
                key -> Stream.of(),
                revision -> Stream.of(revision.build() + "." + revision.revision() + (revision.exactly() ? "!" : "")),
                packages -> Stream.of(),
                kernel -> Stream.of(),
                serviced -> Stream.of());
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (!Files.exists(catalogFolder())) {
            return contents;
        }
        try (Stream<Path> files = Files.list(catalogFolder())) {
            for (Path file : files.collect(Collectors.toCollection(java.util.TreeSet::new))) {
                contents.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return contents;
    }
}
