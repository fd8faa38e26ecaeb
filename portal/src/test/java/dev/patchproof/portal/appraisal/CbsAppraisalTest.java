package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
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
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsServicingFact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the packages of Component Based Servicing say: of one KB, of the build number, of the next restart. */
class CbsAppraisalTest {
    private static final String KB = "KB5012170";
    private static final String HEAD = "Package_for_KB5012170~31bf3856ad364e35~amd64~~10.0.1.2";
    private static final String BRANCH = "Package_for_KB5012170_RTM~31bf3856ad364e35~amd64~~10.0.1.2";
    private static final String PART = "Package_1_for_KB5012170~31bf3856ad364e35~amd64~~10.0.1.2";
    private static final Catalog BY_KB = Catalogs.of(
            update(KB, RestartNeed.YES, List.of(), fix(WINDOWS_11, List.of(new CbsPackage(KB)), List.of())));
    private static final String ROLLUP = "Package_for_RollupFix~31bf3856ad364e35~amd64~~26100.7840.1.8";
    private static final Catalog BY_REVISION = Catalogs.of(update(
            "KB5077181",
            RestartNeed.YES,
            List.of(),
            fix(WINDOWS_11, List.of(new WindowsRevision(26100, 7840, false)), List.of())));
    private static final Pattern COLUMNS = Pattern.compile("\\s+");

    private static Computer pc() {
        return Computer.windows11();
    }

    @ParameterizedTest
    @CsvSource({
        "112, TRUE,    CBS_INSTALLED",
        "128, TRUE,    CBS_INSTALLED",
        "80,  UNKNOWN, CBS_SUPERSEDED",
        "64,  FALSE,   CBS_NOT_INSTALLED",
        "96,  FALSE,   CBS_NOT_INSTALLED",
        "101, FALSE,   CBS_NOT_INSTALLED",
        "32,  FALSE,   CBS_NOT_INSTALLED",
        "5,   FALSE,   CBS_NOT_INSTALLED",
    })
    void state_claimsOrNot(int state, LayerResult claimed, ReasonCode code) {
        // When
        AttestationResult result = judge(BY_KB, pc().serviced(HEAD, state, Computer.LONG_AGO));

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(claimed);
        assertThat(codes(result, KB, Layer.CLAIMED)).contains(code);
    }

    @Test
    void noPackageOfTheKb_settlesNothing() {
        // When
        AttestationResult result = judge(BY_KB, pc().serviced(ROLLUP, 112, Computer.LONG_AGO));

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.FALSE);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void packagesNotReadable_errorAndNeverAPass() {
        // Given
        Computer denied = pc().finds(
                        new Query.WindowsServicing(),
                        Finding.exists(new WindowsServicingFact(
                                Finding.error("WIN32_5", "denied"), Finding.doesNotExist(), Finding.doesNotExist())));

        // When
        AttestationResult result = judge(BY_KB, denied);

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.ERROR);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
    }

    @Test
    void packagesNotCollected_notEvaluated() {
        // Given
        Computer silent =
                pc().finds(new Query.WindowsServicing(), Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "x"));

        // When
        AttestationResult result = judge(BY_KB, silent);

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.NOT_EVALUATED);
    }

    /** As on a real Windows 7: pieces for releases before a service pack stay superseded, or staged and never used. */
    @Test
    void wholeInstalledAndPiecesOfOtherReleasesNot_claimsAndTellsTheCounts() {
        // Given
        Computer usual = pc().serviced(HEAD, 112, Computer.LONG_AGO)
                .serviced(BRANCH, 80, Computer.LONG_AGO)
                .serviced(PART, 64, Instant.MIN);

        // When
        AttestationResult result = judge(BY_KB, usual);

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.TRUE);
        assertThat(reason(result, KB, ReasonCode.CBS_STATES_MIXED).found())
                .isEqualTo("1 staged (0x40), 1 superseded (0x50), 1 installed (0x70)");
    }

    @Test
    void oneWholeInstalledAndAnotherStaged_unknownAndToldAsMixed() {
        // Given
        Computer twice = pc().serviced(HEAD, 112, Computer.LONG_AGO)
                .serviced(HEAD.replace("10.0.1.2", "10.0.1.3"), 64, Instant.MIN);

        // When
        AttestationResult result = judge(BY_KB, twice);

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.UNKNOWN);
        assertThat(codes(result, KB, Layer.CLAIMED)).startsWith(ReasonCode.CBS_STATES_MIXED);
    }

    @Test
    void wholeInstalledAndAPieceHalfWay_unknown() {
        // When
        AttestationResult result =
                judge(BY_KB, pc().serviced(HEAD, 112, Computer.LONG_AGO).serviced(PART, 101, Computer.LONG_AGO));

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.UNKNOWN);
    }

    @Test
    void revisionReachedAndItsPackageOnlyStaged_isTold() {
        // When
        AttestationResult result = judge(BY_REVISION, pc().revision("7840").serviced(ROLLUP, 64, Instant.MIN));

        // Then
        assertThat(verdict(result, "KB5077181")).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(codes(result, "KB5077181", Layer.CLAIMED))
                .containsExactly(ReasonCode.REVISION_REACHED, ReasonCode.PACKAGE_AND_REVISION_DISAGREE);
    }

    @Test
    void revisionReachedAndALaterPackageStaged_agree() {
        // Given
        Computer next = pc().revision("7840")
                .serviced(ROLLUP, 112, Computer.LONG_AGO)
                .serviced(ROLLUP.replace("7840", "7900"), 64, Instant.MIN);

        // When
        AttestationResult result = judge(BY_REVISION, next);

        // Then
        assertThat(codes(result, "KB5077181", Layer.CLAIMED)).containsExactly(ReasonCode.REVISION_REACHED);
    }

    @ParameterizedTest
    @CsvSource({
        // revision, packages as revision=state, the package that is said to disagree
        "7840, 7840=80, ''", // superseded: it was there, and what replaced it is
        "7900, 7840=80;7900=112, ''",
        "7900, 7840=64;7900=112, ''",
        "7840, 7840=64, 7840",
        "7840, 7900=64, ''", // made ready for later
        "7000, 7840=80, ''", // superseded by something older cannot be told
        "7000, 7840=64, ''",
        "7000, 7840=64;7900=112, 7900",
    })
    void packagesBesideTheRevision_disagreeWhereNoneOrOneTooManyIsInstalled(
            String revision, String packages, String disagreeing) {
        // Given
        Computer computer = pc().revision(revision);
        for (String each : packages.split(";", -1)) {
            String[] parts = each.split("=", -1);
            computer.serviced(ROLLUP.replace("7840", parts[0]), Integer.parseInt(parts[1]), Computer.LONG_AGO);
        }

        // When
        AttestationResult result = judge(BY_REVISION, computer);

        // Then
        assertThat(Judging.update(result, "KB5077181").layers().values().stream()
                        .flatMap(layer -> layer.reasons().stream())
                        .filter(reason -> reason.code() == ReasonCode.PACKAGE_AND_REVISION_DISAGREE)
                        .map(Reason::subject))
                .containsExactlyElementsOf(
                        disagreeing.isEmpty() ? List.of() : List.of(ROLLUP.replace("7840", disagreeing)));
    }

    @Test
    void oneOfTwoPlacesClaims_itsReasonComesFirst() {
        // Given
        Catalog two = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(WINDOWS_11, List.of(Catalogs.key("SP2\\KB5012170"), new CbsPackage(KB)), List.of())));

        // When
        AttestationResult result = judge(two, pc().serviced(HEAD, 112, Computer.LONG_AGO));

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.TRUE);
        assertThat(codes(result, KB, Layer.CLAIMED)).containsExactly(ReasonCode.CBS_INSTALLED, ReasonCode.KEY_ABSENT);
    }

    @Test
    void revisionThatIsNoNumber_errorAndNeverAPass() {
        // When
        AttestationResult result = judge(BY_REVISION, pc().revision("many"));

        // Then
        assertThat(layer(result, "KB5077181", Layer.CLAIMED)).isEqualTo(LayerResult.ERROR);
        assertThat(reason(result, "KB5077181", ReasonCode.CLAIM_NOT_READABLE).found())
                .isEqualTo("many");
    }

    @Test
    void buildUnknown_theRevisionSaysNothing() {
        // Given
        Catalog anyBuild = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        Catalogs.windows("10.0", java.util.Optional.empty(), java.util.Set.of()),
                        List.of(new WindowsRevision(26100, 7840, false)),
                        List.of())));
        Computer unknown = Computer.of(new dev.patchproof.evidence.ProductSelector(
                        dev.patchproof.evidence.OsFamily.WINDOWS,
                        "10.0",
                        "unknown",
                        "0",
                        dev.patchproof.evidence.ProductType.WORKSTATION,
                        dev.patchproof.evidence.Architecture.X64,
                        "Professional",
                        "24H2"))
                .revision("9999");

        // When
        AttestationResult result = judge(anyBuild, unknown);

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.UNKNOWN);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    @Test
    void twoUpdatesStaged_theNewestIsShown() {
        // Given
        String newer = ROLLUP.replace("7840", "7900");

        // When
        AttestationResult result = judge(
                BY_REVISION,
                pc().revision("7000").serviced(newer, 96, Computer.TODAY).serviced(ROLLUP, 96, Computer.TODAY));

        // Then
        assertThat(reason(result, "KB5077181", ReasonCode.STAGED_FOR_RESTART).subject())
                .isEqualTo(newer);
    }

    @Test
    void revisionBelowThoughItsPackageIsInstalled_numberDecidesAndIsTold() {
        // When
        AttestationResult result = judge(BY_REVISION, pc().revision("7000").serviced(ROLLUP, 112, Computer.LONG_AGO));

        // Then
        assertThat(verdict(result, "KB5077181")).isEqualTo(UpdateVerdict.MISSING);
        assertThat(codes(result, "KB5077181", Layer.CLAIMED))
                .containsExactly(ReasonCode.REVISION_BELOW, ReasonCode.PACKAGE_AND_REVISION_DISAGREE);
    }

    static Stream<Staged> stagings() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(CbsAppraisalTest.class.getResourceAsStream("staged-table.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Staged::parse)
                            .toList()
                            .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("stagings")
    void stagedCumulativeUpdate_isJudgedAsTheTableSays(Staged row) {
        // Given
        Computer computer = pc().revision("7000")
                .serviced(ROLLUP, Integer.decode(row.state()), time(row.installedAt()))
                .restart(row.rebootPending().equals("there"), finding(row.pendingXml()));
        if (row.boot().equals("unknown")) {
            computer.booted(Finding.error("IO", "no uptime"));
        }

        // When
        AttestationResult result = judge(BY_REVISION, computer);

        // Then
        assertThat(verdict(result, "KB5077181")).as(row.toString()).isEqualTo(row.verdict());
        List<ReasonCode> codes = codes(result, "KB5077181", Layer.CLAIMED);
        boolean timed = !row.boot().equals("unknown")
                && (row.installedAt().equals("none") ? !row.pendingXml().equals("none") : true);
        if (!row.reason().equals("-")) {
            assertThat(codes.contains(ReasonCode.STAGED_TIME_UNKNOWN))
                    .as(row.toString())
                    .isNotEqualTo(timed);
        }
        if (row.reason().equals("-")) {
            assertThat(codes).startsWith(ReasonCode.REVISION_BELOW);
        } else {
            assertThat(codes).startsWith(ReasonCode.valueOf(row.reason()));
        }
    }

    private static Instant time(String word) {
        return switch (word) {
            case "before" -> Computer.LONG_AGO;
            case "after" -> Computer.TODAY;
            default -> Instant.MIN;
        };
    }

    private static Finding<Instant> finding(String word) {
        return time(word).equals(Instant.MIN) ? Finding.doesNotExist() : Finding.exists(time(word));
    }

    record Staged(
            String state,
            String rebootPending,
            String installedAt,
            String pendingXml,
            String boot,
            UpdateVerdict verdict,
            String reason) {
        static Staged parse(String line) {
            List<String> columns = COLUMNS.splitAsStream(line.trim()).toList();
            return new Staged(
                    columns.get(0),
                    columns.get(1),
                    columns.get(2),
                    columns.get(3),
                    columns.get(4),
                    UpdateVerdict.valueOf(columns.get(5)),
                    columns.get(6));
        }
    }

    @Test
    void olderRevisionStaged_staysMissing() {
        // When
        AttestationResult result =
                judge(BY_REVISION, pc().revision("7000").serviced(ROLLUP.replace("7840", "7500"), 96, Computer.TODAY));

        // Then
        assertThat(verdict(result, "KB5077181")).isEqualTo(UpdateVerdict.MISSING);
    }

    @Test
    void stagedOnlyUpdate_restartNeededOverall() {
        // When
        AttestationResult result = judge(BY_REVISION, pc().revision("7000").serviced(ROLLUP, 96, Computer.TODAY));

        // Then
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.NOT_UP_TO_DATE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    @ParameterizedTest
    @CsvSource({"2149842967, 0x80240017", "0, ''", "nonsense, nonsense"})
    void lastErrorOfAPackage_isToldAsPeopleKnowIt(String code, String told) {
        // Given
        dev.patchproof.evidence.WindowsServicingFact.CbsPackage failed =
                new dev.patchproof.evidence.WindowsServicingFact.CbsPackage(
                        HEAD, Finding.exists("32"), Finding.exists(code), Finding.doesNotExist());

        // When
        AttestationResult result = judge(
                BY_KB,
                pc().finds(
                                new dev.patchproof.evidence.Query.WindowsServicing(),
                                Finding.exists(new dev.patchproof.evidence.WindowsServicingFact(
                                        Finding.exists(List.of(failed)),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist()))));

        // Then
        assertThat(Judging.update(result, KB).layers().values().stream()
                        .flatMap(layer -> layer.reasons().stream())
                        .filter(reason -> reason.code() == ReasonCode.CBS_LAST_ERROR)
                        .map(Reason::found))
                .containsExactlyElementsOf(told.isEmpty() ? List.of() : List.of(told));
    }

    @Test
    void stagedByItsKb_pendingRestart() {
        // When
        AttestationResult result = judge(BY_KB, pc().serviced(HEAD, 96, Computer.TODAY));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.PENDING_RESTART);
    }

    @Test
    void pieceStagedForeverWhileAnotherUpdateWantsARestart_isNotPending() {
        // Given
        Computer other = pc().serviced(HEAD, 32, Instant.MIN)
                .serviced(PART, 64, Instant.MIN)
                .restart(true, Finding.exists(Computer.TODAY));

        // When
        AttestationResult result = judge(BY_KB, other);

        // Then
        assertThat(verdict(result, KB)).isNotEqualTo(UpdateVerdict.PENDING_RESTART);
    }

    @Test
    void successorStaged_theOlderOnePendsToo() {
        // Given
        Catalog chain = Catalogs.of(
                update(
                        "KB5",
                        RestartNeed.YES,
                        List.of(),
                        fix(WINDOWS_11, List.of(), List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.7000")))),
                update(KB, RestartNeed.YES, List.of("KB5"), fix(WINDOWS_11, List.of(new CbsPackage(KB)), List.of())));

        // When
        AttestationResult result =
                judge(chain, pc().file(Catalogs.RPCRT4, "10.0.26100.1").serviced(HEAD, 96, Computer.TODAY));

        // Then
        assertThat(verdict(result, "KB5")).isEqualTo(UpdateVerdict.PENDING_RESTART);
        assertThat(reason(result, "KB5", ReasonCode.STAGED_THROUGH_SUCCESSOR).subject())
                .isEqualTo(KB);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    @Test
    void installedSinceTheStartAndRestartAskedFor_waits() {
        // Given
        Catalog catalog = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        WINDOWS_11,
                        List.of(new CbsPackage(KB)),
                        List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.7000")))));
        Computer computer = pc().file(Catalogs.RPCRT4, "10.0.26100.7000").restart(true, Finding.doesNotExist());

        // When
        AttestationResult today = judge(catalog, computer.serviced(HEAD, 112, Computer.TODAY));
        AttestationResult longAgo = judge(
                catalog,
                pc().file(Catalogs.RPCRT4, "10.0.26100.7000")
                        .restart(true, Finding.doesNotExist())
                        .serviced(HEAD, 112, Computer.LONG_AGO));

        // Then
        assertThat(verdict(today, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(codes(today, KB, Layer.IN_FORCE)).startsWith(ReasonCode.RESTART_ASKED_FOR);
        assertThat(verdict(longAgo, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(codes(longAgo.notes())).containsExactly(ReasonCode.REBOOT_PENDING_ELSEWHERE);
    }

    @Test
    void nextUpdateStagedOnACurrentComputer_staysInForce() {
        // Given
        Catalog catalog = Catalogs.of(update(
                "KB5077181",
                RestartNeed.YES,
                List.of(),
                fix(
                        WINDOWS_11,
                        List.of(new WindowsRevision(26100, 7840, false)),
                        List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.7840")))));

        // When
        AttestationResult result = judge(
                catalog,
                pc().revision("7840")
                        .file(Catalogs.RPCRT4, "10.0.26100.7840")
                        .serviced(ROLLUP, 112, Computer.LONG_AGO)
                        .serviced(ROLLUP.replace("7840", "7900"), 96, Computer.TODAY));

        // Then
        assertThat(verdict(result, "KB5077181")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    static Stream<Finding<WindowsServicingFact>> unseen() {
        return Stream.of(Finding.doesNotExist(), Finding.error("WIN32_5", "denied"));
    }

    /** The servicing state of a Windows is always there: not to find it is a failure, and no "no". */
    @ParameterizedTest
    @MethodSource("unseen")
    void servicingStateNotSeen_errorAndNeverANo(Finding<WindowsServicingFact> finding) {
        // When
        AttestationResult result = judge(BY_KB, pc().finds(new Query.WindowsServicing(), finding));

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.ERROR);
        assertThat(result.claimed()).isEqualTo(ClaimedVerdict.CANNOT_TELL);
    }

    @Test
    void kbInSmallLetters_isTheSameUpdate() {
        // Given
        Catalog small = Catalogs.of(update(
                KB, RestartNeed.YES, List.of(), fix(WINDOWS_11, List.of(new CbsPackage("kb5012170")), List.of())));

        // When
        AttestationResult result = judge(small, pc().serviced(HEAD, 112, Computer.LONG_AGO));

        // Then
        assertThat(layer(result, KB, Layer.CLAIMED)).isEqualTo(LayerResult.TRUE);
    }

    @Test
    void pieceOfACumulativeUpdateStagedForever_isNotPending() {
        // Given
        Computer other = pc().revision("7000")
                .serviced(ROLLUP, 32, Instant.MIN)
                .serviced(ROLLUP.replace("Package_for", "Package_12_for"), 64, Instant.MIN)
                .restart(true, Finding.exists(Computer.TODAY));

        // When
        AttestationResult result = judge(BY_REVISION, other);

        // Then
        assertThat(verdict(result, "KB5077181")).isEqualTo(UpdateVerdict.MISSING);
    }

    /** Whether the update goes by the KB because a fix claims it, or because it is another name of it. */
    @ParameterizedTest
    @CsvSource({"claim, PENDING_RESTART", "alias, PENDING_RESTART", "neither, MISSING"})
    void stagedByAKbThatIsNotItsId_pendingRestart(String where, UpdateVerdict verdict) {
        // Given
        Update known = update(
                "MS-2020-1",
                RestartNeed.YES,
                List.of(),
                fix(
                        WINDOWS_11,
                        where.equals("claim") ? List.of(new CbsPackage(KB)) : List.of(),
                        List.of(Catalogs.atLeast(Catalogs.RPCRT4, "10.0.26100.7840"))));

        // When
        AttestationResult result = judge(
                Catalogs.of(where.equals("alias") ? alsoKnownAs(known, KB) : known),
                pc().file(Catalogs.RPCRT4, "10.0.26100.1").serviced(HEAD, 96, Computer.TODAY));

        // Then
        assertThat(verdict(result, "MS-2020-1")).isEqualTo(verdict);
    }

    private static Update alsoKnownAs(Update update, String alias) {
        return new Update(
                update.id(),
                List.of(alias),
                update.vendor(),
                update.description(),
                update.severity(),
                update.cves(),
                update.released(),
                update.sources(),
                update.restart(),
                update.supersedes(),
                update.prerequisites(),
                update.rolledBackBy(),
                update.optIn(),
                update.fixes(),
                update.asOf());
    }

    /** The start is computed from uptime: what was made ready this close to it may have come after it. */
    @ParameterizedTest
    @CsvSource({"-3, MISSING", "-2, PENDING_RESTART", "0, PENDING_RESTART"})
    void madeReadyCloseToTheStart_countsAsSince(long seconds, UpdateVerdict verdict) {
        // When
        AttestationResult result =
                judge(BY_REVISION, pc().revision("7000").serviced(ROLLUP, 96, Computer.BOOT.plusSeconds(seconds)));

        // Then
        assertThat(verdict(result, "KB5077181")).isEqualTo(verdict);
    }
}
