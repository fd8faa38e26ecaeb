package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.OLE32;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.XP_SP1;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.kb823980;
import static dev.patchproof.portal.appraisal.Catalogs.key;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A proven successor that brings less than what it replaces hides nothing that speaks against the older update. */
class SupersedenceTest {
    private static final String OLDER = "KB823980";
    private static final String FIXED = "3.0.16-1~deb12u1";
    private static final String LIBRARY = "/usr/lib/x86_64-linux-gnu/libssl.so.3";

    /** The older one is of rpcrt4.dll, its successor of ole32.dll alone. */
    private static final Catalog WINDOWS = Catalogs.of(
            kb823980(),
            update(
                    "KB2",
                    RestartNeed.YES,
                    List.of(OLDER),
                    fix(XP_SP1, List.of(key("KB2")), List.of(atLeast(OLE32, "5.1.2600.1362")))));

    /** The older one is of libssl3, its successor of openssl alone. */
    private static final Catalog DEBIAN =
            Catalogs.of(ofPackage("DSA-1", "libssl3", List.of()), ofPackage("DSA-2", "openssl", List.of("DSA-1")));

    private static Update ofPackage(String id, String name, List<String> supersedes) {
        return update(
                id,
                RestartNeed.NO,
                supersedes,
                fix(
                        BOOKWORM,
                        List.of(new DebianPackages(Map.of(name, new DebianVersion(FIXED)))),
                        List.of(new PackageRecord())));
    }

    private static Computer windows() {
        return Computer.windowsXp("1")
                .key(keyPath("SP2\\KB823980"))
                .key(keyPath("KB2"))
                .file(RPCRT4, "5.1.2600.1230")
                .file(OLE32, "5.1.2600.1362");
    }

    private static Computer debian(DebianPackage library) {
        return Computer.bookworm().installed(library).installed(Packages.whole("openssl", FIXED));
    }

    @Test
    void oldVersionOfTheOlderUpdatesFileInMemory_waits() {
        // When
        AttestationResult result = judge(WINDOWS, windows().loaded(RPCRT4, "5.1.2600.1106", Computer.LONG_AGO));

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    @Test
    void renameOfTheOlderUpdatesFilePending_waits() {
        // When
        AttestationResult result = judge(
                WINDOWS,
                windows().renames("\\??\\C:\\WINDOWS\\temp\\x.tmp", "!\\??\\C:\\WINDOWS\\System32\\rpcrt4.dll"));

        // Then
        assertThat(verdict(result, OLDER)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }

    @Test
    void fileOfTheOlderUpdateGone_successorSettlesIt() {
        // Given: a successor may well remove what an older update brought
        Computer computer = Computer.windowsXp("1").key(keyPath("KB2")).file(OLE32, "5.1.2600.1362");

        // When
        AttestationResult result = judge(WINDOWS, computer);

        // Then
        assertThat(Judging.update(result, OLDER).satisfiedBy()).contains("KB2");
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    static Stream<Arguments> contradictedPackages() {
        return Stream.of(
                Arguments.of("below", Packages.whole("libssl3", "3.0.15-1~deb12u1"), UpdateVerdict.MISSING),
                Arguments.of(
                        "altered",
                        Packages.with("libssl3", FIXED, Packages.files(3, Packages.altered(LIBRARY))),
                        UpdateVerdict.CLAIMED_NOT_FOUND),
                Arguments.of(
                        "gone",
                        Packages.with("libssl3", FIXED, Packages.files(3, Packages.missing(LIBRARY))),
                        UpdateVerdict.CLAIMED_NOT_FOUND));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictedPackages")
    void packageOfTheOlderUpdateContradicts_noSuccessorHidesIt(
            String defect, DebianPackage library, UpdateVerdict expected) {
        // When
        AttestationResult result = judge(DEBIAN, debian(library));

        // Then
        assertThat(verdict(result, "DSA-1")).isEqualTo(expected);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void oldCodeOfTheOlderUpdateMapped_waits() {
        // Given
        Computer computer = debian(Packages.whole("libssl3", FIXED))
                .finds(
                        new dev.patchproof.evidence.Query.ReplacedMappings(),
                        Packages.mappings(List.of(Packages.replaced(
                                LIBRARY,
                                Finding.exists("libssl3:amd64"),
                                Packages.process(7, "nginx", Computer.LONG_AGO)))));

        // When
        AttestationResult result = judge(DEBIAN, computer);

        // Then
        assertThat(verdict(result, "DSA-1")).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(result.found()).isEqualTo(OverallVerdict.RESTART_NEEDED);
    }
}
