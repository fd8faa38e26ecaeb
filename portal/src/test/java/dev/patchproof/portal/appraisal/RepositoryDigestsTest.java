package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.PackageDigests;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.PackageFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record of its files that the repository's package carries, against the one that lies on the computer. */
class RepositoryDigestsTest {
    private static final String ID = "debian:bookworm:xz-utils";
    private static final String FIXED = "5.4.1-1";
    private static final Map<String, Map<String, String>> KNOWN = Map.of(
            "5.4.0-1", Map.of("amd64", digest("0a"), "arm64", digest("0b")),
            "5.4.1-1", Map.of("amd64", digest("1a"), "arm64", digest("1b")),
            "5.4.2-1", Map.of("amd64", digest("2a"), "arm64", digest("1b")));
    private static final ReferenceValue DIGESTS = new PackageDigests(Map.of("liblzma5", KNOWN));

    private static String digest(String octet) {
        return octet.repeat(32);
    }

    private static Catalog catalog(ReferenceValue... references) {
        return Catalogs.of(update(
                ID,
                RestartNeed.NO,
                List.of(),
                fix(
                        BOOKWORM,
                        List.of(new DebianPackages(
                                Map.of("liblzma5", new DebianVersion(FIXED), "xz-utils", new DebianVersion(FIXED)))),
                        List.of(references))));
    }

    private static DebianPackage liblzma(String version, String architecture, String digest) {
        return known("liblzma5", version, architecture, digest);
    }

    private static DebianPackage known(String name, String version, String architecture, String digest) {
        return new DebianPackage(
                name,
                architecture,
                version,
                "install ok installed",
                "xz-utils",
                Finding.exists(Computer.LONG_AGO),
                Packages.noLists(),
                Finding.exists(Packages.recorded(digest, 10)));
    }

    @ParameterizedTest
    @CsvSource({
        // version by dpkg, architecture, record, verdict, basis, ground
        "5.4.1-1, amd64, 1a, IN_FORCE, REFERENCE_VALUE, PACKAGE_RECORD_KNOWN",
        "5.4.2-1, amd64, 2a, IN_FORCE, REFERENCE_VALUE, PACKAGE_RECORD_KNOWN",
        "5.4.1-1, amd64, 0a, CLAIMED_NOT_FOUND, SYSTEM_RECORD, PACKAGE_RECORD_OF_ANOTHER_VERSION", // partial restore
        "5.4.2-1, amd64, 1a, CLAIMED_NOT_FOUND, SYSTEM_RECORD, PACKAGE_RECORD_OF_ANOTHER_VERSION",
        "5.4.3-1, amd64, 0a, CLAIMED_NOT_FOUND, SYSTEM_RECORD, PACKAGE_RECORD_OF_ANOTHER_VERSION",
        "5.4.1-1, amd64, 2a, COULD_NOT_CHECK, SYSTEM_RECORD, PACKAGE_RECORD_OF_ANOTHER_VERSION", // ahead of its status
        "5.4.1-1, amd64, 1b, COULD_NOT_CHECK, SYSTEM_RECORD, PACKAGE_RECORD_UNKNOWN", // of another architecture
        "5.4.1-1, amd64, ff, COULD_NOT_CHECK, SYSTEM_RECORD, PACKAGE_RECORD_UNKNOWN",
        "5.4.2-1, arm64, 1b, IN_FORCE, REFERENCE_VALUE, PACKAGE_RECORD_KNOWN", // two versions with equal files
        "5.4.1-1, riscv64, ff, IN_FORCE, SYSTEM_RECORD, PACKAGE_FILES_MATCH", // nothing known of that architecture
        "5.4.3-1, amd64, ff, IN_FORCE, SYSTEM_RECORD, PACKAGE_FILES_MATCH" // a version that is newer than the catalog
    })
    void recordOnTheComputer_isComparedWithTheRepositorys(
            String version, String architecture, String digest, UpdateVerdict verdict, Basis basis, ReasonCode ground) {
        // Given
        Catalog catalog = catalog(DIGESTS, new PackageRecord());

        // When
        AttestationResult result =
                judge(catalog, Computer.bookworm().installed(liblzma(version, architecture, digest(digest))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(basis);
        assertThat(codes(result, ID, Layer.ON_DISK)).contains(ground);
    }

    @Test
    void onePackageByTheComputersRecordAlone_isTheBasisOfAll() {
        // When
        AttestationResult result = judge(
                catalog(DIGESTS, new PackageRecord()),
                Computer.bookworm()
                        .installed(liblzma(FIXED, "amd64", digest("1a")))
                        .installed(known("xz-utils", FIXED, "amd64", digest("ee"))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.SYSTEM_RECORD);
    }

    /** Beside a record that is known, a package without one is no reference value's. */
    @ParameterizedTest
    @CsvSource({"absent", "failed", "not looked at"})
    void packageWhoseFilesWereNotCompared_takesTheBasisFromAll(String state) {
        // Given
        Finding<PackageFiles> none =
                switch (state) {
                    case "absent" -> Finding.doesNotExist();
                    case "failed" -> Finding.error("IO", "no");
                    default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
                };
        DebianPackage altered = new DebianPackage(
                "liblzma5",
                "i386",
                FIXED,
                "install ok installed",
                "xz-utils",
                Finding.exists(Computer.LONG_AGO),
                Packages.noLists(),
                Packages.files(9, Packages.altered("/lib/liblzma.so.5.4.1")));

        // When
        AttestationResult result = judge(
                catalog(new PackageDigests(
                        Map.of("liblzma5", Map.of(FIXED, Map.of("amd64", digest("1a"), "i386", digest("ee")))))),
                Computer.bookworm().installed(altered).installed(Packages.with("liblzma5", FIXED, none)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.SYSTEM_RECORD);
    }

    @Test
    void oneOfTwoArchitecturesKnown_restsOnTheComputersRecord() {
        // When
        AttestationResult result = judge(
                catalog(DIGESTS, new PackageRecord()),
                Computer.bookworm()
                        .installed(liblzma(FIXED, "amd64", digest("1a")))
                        .installed(liblzma(FIXED, "i386", digest("1c"))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.SYSTEM_RECORD);
    }

    @Test
    void versionWithoutDigestWhereOnlyDigestsProve_claimedUnverified() {
        // When
        AttestationResult result =
                judge(catalog(DIGESTS), Computer.bookworm().installed(liblzma("5.4.3-1", "amd64", digest("ff"))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_UNVERIFIED);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.NONE);
    }

    @Test
    void digestsAlone_proveWhatTheyKnow() {
        // When
        AttestationResult result =
                judge(catalog(DIGESTS), Computer.bookworm().installed(liblzma(FIXED, "amd64", digest("1a"))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(Judging.update(result, ID).basis()).isEqualTo(Basis.REFERENCE_VALUE);
    }

    @Test
    void rightRecordAndAnAlteredFile_claimedNotFound() {
        // Given
        DebianPackage altered = new DebianPackage(
                "liblzma5",
                "amd64",
                FIXED,
                "install ok installed",
                "xz-utils",
                Finding.exists(Computer.LONG_AGO),
                Packages.noLists(),
                Finding.exists(Packages.recorded(digest("1a"), 9, Packages.altered("/lib/liblzma.so.5.4.1"))));

        // When
        AttestationResult result = judge(catalog(DIGESTS), Computer.bookworm().installed(altered));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.CLAIMED_NOT_FOUND);
    }

    @Test
    void oldVersion_isMissingHoweverWellItsRecordIsKnown() {
        // When
        AttestationResult result =
                judge(catalog(DIGESTS), Computer.bookworm().installed(liblzma("5.4.0-1", "amd64", digest("0a"))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.MISSING);
    }
}
