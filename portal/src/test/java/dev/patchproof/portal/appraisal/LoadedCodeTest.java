package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.BOOKWORM;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.DebianPackages;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RebootRequiredFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as old code in use where a fact is missing, or the file is nobody's. */
class LoadedCodeTest {
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

    private static Computer fresh() {
        return Computer.bookworm().installed(Packages.fresh("libssl3", FIXED));
    }

    private static <T> Finding<T> without(String state) {
        return switch (state) {
            case "absent" -> Finding.doesNotExist();
            case "failed" -> Finding.error("IO", "no");
            default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
        };
    }

    private static AttestationResult replaced(String path, Finding<String> owner, ProcessFact... processes) {
        return judge(
                CATALOG,
                fresh().finds(
                                new Query.ReplacedMappings(),
                                Packages.mappings(List.of(Packages.replaced(path, owner, processes)))));
    }

    private static List<String> services(AttestationResult result) {
        return Judging.update(result, ID).layers().values().stream()
                .flatMap(layer -> layer.reasons().stream())
                .filter(reason -> reason.code() == ReasonCode.SERVICE_TO_RESTART)
                .map(Reason::subject)
                .toList();
    }

    /** Nobody knows that the system was started since, so the suspects stay. */
    @ParameterizedTest
    @ValueSource(strings = {"absent", "failed", "not looked at"})
    void startOfTheSystemUnknown_liftsNoSuspicion(String state) {
        // Given
        Computer suspect = Computer.bookworm()
                .installed(Packages.whole("libssl3", FIXED))
                .booted(without(state))
                .finds(
                        new Query.ReplacedMappings(),
                        Packages.mappings(List.of(), Packages.process(1, "systemd", Computer.LONG_AGO)));

        // When
        AttestationResult result = judge(CATALOG, suspect);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    /** Each of these flags may be for any package. */
    @ParameterizedTest
    @ValueSource(strings = {"absent", "failed", "not looked at"})
    void restartFlagThatNamesNobody_restartToBeSure(String names) {
        // When
        AttestationResult result = judge(
                CATALOG,
                fresh().finds(
                                new Query.RebootRequired(),
                                Finding.exists(new RebootRequiredFact(Computer.TODAY, without(names)))));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(reason(result, ID, ReasonCode.REBOOT_REQUIRED_FLAG).found()).isEqualTo(Computer.TODAY.toString());
    }

    /** A file of these folders that no package is known to own may be of this one. */
    @ParameterizedTest
    @CsvSource({
        // where it lies, owner, start of the process in seconds from the unpacking, verdict
        "/usr/lib/libssl.so.3, absent, -60, RESTART_TO_BE_SURE",
        "/usr/lib/libssl.so.3, failed, -60, RESTART_TO_BE_SURE",
        "/usr/lib/libssl.so.3, not looked at, -60, RESTART_TO_BE_SURE",
        "/lib64/ld-linux-x86-64.so.2, absent, -60, RESTART_TO_BE_SURE",
        "/usr/lib/libssl.so.3, absent, 60, IN_FORCE",
        "/usr/local/lib/libssl.so.3, absent, -60, IN_FORCE",
        "/home/me/libssl.so.3, absent, -60, IN_FORCE",
        "/opt/libssl.so.3, failed, -60, IN_FORCE",
    })
    void fileOfNoKnownOwner_isASuspectInTheFoldersOfPackages(
            String path, String owner, long startedAfter, UpdateVerdict verdict) {
        // When
        AttestationResult result =
                replaced(path, without(owner), Packages.process(7, "cron", Computer.TODAY.plusSeconds(startedAfter)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(verdict);
        assertThat(codes(result, ID, Layer.IN_FORCE))
                .containsExactly(
                        verdict == UpdateVerdict.IN_FORCE
                                ? ReasonCode.NO_REPLACED_CODE
                                : ReasonCode.REPLACED_CODE_OF_UNKNOWN_OWNER);
    }

    @Test
    void serviceThatMapsAFileOfNoKnownOwner_isToldByUnit() {
        // When
        AttestationResult result = replaced(
                "/usr/lib/libssl.so.3",
                Finding.doesNotExist(),
                Packages.process(7, "cron", Computer.BOOT, Finding.exists("cron.service")));

        // Then
        assertThat(reason(result, ID, ReasonCode.REPLACED_CODE_OF_UNKNOWN_OWNER).subject())
                .isEqualTo("/usr/lib/libssl.so.3");
        assertThat(services(result)).containsExactly("cron.service");
    }

    @Test
    void serviceAndAProgramOfASession_noRestartOfServicesReachesBoth() {
        // When
        AttestationResult result = replaced(
                "/usr/lib/libssl.so.3",
                Finding.doesNotExist(),
                Packages.process(7, "cron", Computer.BOOT, Finding.exists("cron.service")),
                Packages.process(8, "bash", Computer.BOOT, Finding.exists("session-3.scope")));

        // Then
        assertThat(services(result)).isEmpty();
    }

    /** Above this, the computer is restarted sooner. */
    @ParameterizedTest
    @CsvSource({"5, 5", "6, 0"})
    void fewServices_areNamedAndManyAreNot(int services, int named) {
        // Given
        ProcessFact[] daemons = IntStream.range(0, services)
                .mapToObj(i -> Packages.process(i, "d" + i, Computer.BOOT, Finding.exists("d" + i + ".service")))
                .toArray(ProcessFact[]::new);

        // When
        AttestationResult result = replaced("/usr/lib/libssl.so.3", Finding.exists("libssl3:amd64"), daemons);

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(services(result)).hasSize(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "not looked at"})
    void startOfAProcessUnknown_isASuspect(String state) {
        // Given
        Finding<Instant> young = Finding.exists(Computer.TODAY.plusSeconds(60));
        ProcessFact process = new ProcessFact(9, "sshd", without(state), young, Finding.doesNotExist());

        // When
        AttestationResult result =
                judge(CATALOG, fresh().finds(new Query.ReplacedMappings(), Packages.mappings(List.of(), process)));

        // Then
        assertThat(verdict(result, ID)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }
}
