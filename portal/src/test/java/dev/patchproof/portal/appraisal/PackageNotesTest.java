package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.portal.collection.PackageScope;
import dev.patchproof.portal.collection.Planner;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole machine was asked for; what no update is about is never an update's verdict. */
class PackageNotesTest {
    private static final String ID = "debian:bookworm:openssl";
    private static final String FIXED = "3.0.16-1~deb12u1";
    private static final Catalog CATALOG = Catalogs.of(update(
            ID,
            RestartNeed.NO,
            List.of(),
            fix(
                    BOOKWORM,
                    List.of(new DebianPackages(Map.of("libssl3", new DebianVersion(FIXED)))),
                    List.of(new PackageRecord()))));

    private static AttestationResult judged(DebianPackage... others) {
        Computer computer = Computer.bookworm().installed(Packages.whole("libssl3", FIXED));
        List.of(others).forEach(computer::installed);
        return Judging.judge(
                CATALOG, computer.answering(Planner.queries(CATALOG, computer.product(), PackageScope.WHOLE_MACHINE)));
    }

    @Test
    void wholeMachineAsRecorded_saysNothingMore() {
        // When
        AttestationResult result = judged(Packages.whole("bash", "5.2.15-2+b8"));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void alteredFilesOfOtherPackages_areANoteWithCountAndNames() {
        // When
        AttestationResult result = judged(
                Packages.with("vim", "9.0", Packages.files(3, Packages.altered("/usr/bin/vim"))),
                Packages.with("bash", "5.2", Packages.files(3, Packages.missing("/bin/bash"))),
                Packages.with("sudo", "1.9", Packages.files(3, Packages.unreadable("/usr/bin/sudo", Computer.TODAY))));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.notes()).containsExactly(new Reason(ReasonCode.OTHER_PACKAGES_DIFFER, "bash, vim", "", "2"));
    }

    @Test
    void alteredFileOfAPackageThatAnUpdateIsAbout_isNoNoteButTheVerdict() {
        // When
        AttestationResult result =
                judged(Packages.with("libssl3", FIXED, Packages.files(3, Packages.altered("/usr/lib/libssl.so.3"))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(result.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "install ok unpacked",
                "install ok half-configured",
                "install reinstreq half-installed",
                "install ok triggers-awaited"
            })
    void otherPackageNotCompletelyInstalled_isANote(String status) {
        // When
        AttestationResult result = judged(Packages.inState("bash", "5.2", status));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(codes(result.notes())).containsExactly(ReasonCode.OTHER_PACKAGES_NOT_INSTALLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "failed", "not looked at"})
    void otherPackageOfWhichNothingWasCompared_isNoNote(String state) {
        assertThat(judged(Packages.with("bash", "5.2", without(state))).notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "not looked at"})
    void listsOfArchivesThatWereNotRead_sayNothing(String state) {
        assertThat(judged(Packages.offeredBy(Packages.whole("bash", "5.2"), without(state)))
                        .notes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50, false", "51, true"})
    void namesBeyondABound_areCountedOnly(int packages, boolean cut) {
        // When
        AttestationResult result = judged(IntStream.range(0, packages)
                .mapToObj(i -> Packages.inState("p" + i, "1", "hold ok installed"))
                .toArray(DebianPackage[]::new));

        // Then
        Reason held = result.notes().get(0);
        assertThat(held.found()).isEqualTo(Integer.toString(packages));
        assertThat(held.subject().endsWith(", ...")).isEqualTo(cut);
    }

    private static <T> Finding<T> without(String state) {
        return switch (state) {
            case "absent" -> Finding.doesNotExist();
            case "failed" -> Finding.error("IO", "no");
            default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
        };
    }

    @Test
    void removedPackage_isNoNote() {
        assertThat(judged(Packages.inState("bash", "5.2", "deinstall ok config-files"))
                        .notes())
                .isEmpty();
    }

    @Test
    void packagesOnHold_areANote() {
        assertThat(judged(Packages.inState("bash", "5.2", "hold ok installed")).notes())
                .containsExactly(new Reason(ReasonCode.PACKAGES_HELD, "bash", "", "1"));
    }

    @Test
    void packagesOfOtherArchivesAndOfNone_areTwoNotes() {
        // When
        AttestationResult result = judged(
                Packages.offeredBy(
                        Packages.whole("nodejs", "20.1-1nodesource1"),
                        Finding.exists(List.of(Packages.archive(". nodistro")))),
                Packages.offeredBy(Packages.whole("bash", "5.2"), Finding.exists(List.of(Packages.archive("Debian")))),
                Packages.offeredBy(Packages.whole("vim", "9.0"), Finding.doesNotExist()));

        // Then
        assertThat(result.notes())
                .containsExactly(
                        new Reason(ReasonCode.OTHER_PACKAGES_FROM_OTHER_ARCHIVES, "nodejs", "", "1"),
                        new Reason(ReasonCode.PACKAGES_FROM_NO_ARCHIVE, "vim", "", "1"));
    }

    /** A version above the fixed one that was built by hand is not the distribution's, whatever it is called. */
    @Test
    void judgedPackageOfNoArchive_isANoteBesideItsVerdict() {
        // When
        AttestationResult result =
                judged(Packages.offeredBy(Packages.whole("libssl3", FIXED + "+local1"), Finding.doesNotExist()));

        // Then
        assertThat(codes(result.notes())).containsExactly(ReasonCode.PACKAGES_FROM_NO_ARCHIVE);
    }

    @Test
    void outdatedPackageOfNoArchive_isNoNoteSinceItsUpdateSaysWhy() {
        // When
        AttestationResult result =
                judged(Packages.offeredBy(Packages.whole("libssl3", "3.0.1-1"), Finding.doesNotExist()));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.notes()).isEmpty();
    }
}
