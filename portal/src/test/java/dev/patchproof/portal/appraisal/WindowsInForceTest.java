package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.OLE32;
import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.layer;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.SystemFacts.Setting;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.evidence.WindowsKernelFact;
import dev.patchproof.evidence.WindowsRestartFact;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When the files of an installed update came, against the start of Windows and of its programs. */
class WindowsInForceTest {
    private static final String KB = "KB5012170";
    private static final String HEAD = "Package_for_KB5012170~31bf3856ad364e35~amd64~~10.0.1.2";
    private static final String FIXED = "10.0.26100.7000";
    private static final String DRIVER = "%SystemRoot%\\System32\\drivers\\srv.sys";
    private static final String KERNEL = "%SystemRoot%\\System32\\ntoskrnl.exe";

    private static Catalog catalog(RestartNeed restart, String... paths) {
        return Catalogs.of(update(
                KB,
                restart,
                List.of(),
                fix(
                        WINDOWS_11,
                        List.of(new ClaimTest.CbsPackage(KB)),
                        List.of(paths).stream()
                                .<ReferenceValue>map(path -> atLeast(path, FIXED))
                                .toList())));
    }

    private static Computer pc() {
        return Computer.windows11().serviced(HEAD, 112, Computer.LONG_AGO);
    }

    private static Computer fixed(String path, Instant created) {
        return pc().file(path, Finding.exists(FIXED), created);
    }

    private static Computer changed(String path, Instant created, Instant changedAt) {
        WindowsFileFact known = Computer.fact(path, Finding.exists(FIXED), Finding.doesNotExist(), created);
        return pc().finds(
                        new Query.WindowsFile(path),
                        Finding.exists(new WindowsFileFact(
                                known.path(),
                                known.size(),
                                known.created(),
                                known.modified(),
                                Finding.exists(changedAt),
                                known.sha256(),
                                known.fixedVersion(),
                                known.versionString(),
                                known.apiVersion())));
    }

    private static Finding<WindowsRestartFact> restart(
            Finding<List<String>> renames, Finding<RegistryKeyFact> cbs, Finding<RegistryKeyFact> windowsUpdate) {
        return Finding.exists(new WindowsRestartFact(renames, cbs, windowsUpdate, Finding.doesNotExist()));
    }

    @ParameterizedTest
    @EnumSource(RestartNeed.class)
    void systemThatDoesNotRun_isNeverInForce(RestartNeed restart) {
        // When
        AttestationResult result =
                judge(catalog(restart, RPCRT4), fixed(RPCRT4, Computer.LONG_AGO).setting(Setting.OFFLINE_ROOT));

        // Then
        assertThat(codes(result, KB, Layer.IN_FORCE)).containsExactly(ReasonCode.NOT_THE_RUNNING_SYSTEM);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    /** The start is computed from uptime: a file this close to it may have come after it. */
    @ParameterizedTest
    @CsvSource({"-3, IN_FORCE", "-2, IN_FORCE", "-1, INSTALLED_NOT_IN_FORCE", "0, INSTALLED_NOT_IN_FORCE"})
    void fileCloseToTheStart_countsAsNewer(long seconds, UpdateVerdict verdict) {
        // When
        AttestationResult result =
                judge(catalog(RestartNeed.YES, RPCRT4), fixed(RPCRT4, Computer.BOOT.plusSeconds(seconds)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    /** A virtual machine that was held: by its uptime it started after the driver came, and a program ran before. */
    @ParameterizedTest
    @CsvSource({"-3600, INSTALLED_NOT_IN_FORCE", "1, IN_FORCE"})
    void programOlderThanTheStart_theStartWasEarlierThanComputed(long startedAfter, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, DRIVER),
                fixed(DRIVER, Computer.BOOT.minusSeconds(600))
                        .unreadable("csrss.exe", Computer.BOOT.plusSeconds(startedAfter)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    /** What is put off to the start is done in its first minutes. No program tells of a driver. */
    @ParameterizedTest
    @CsvSource({
        "-60, IN_FORCE",
        "90, IN_FORCE",
        "599, IN_FORCE",
        "600, RESTART_TO_BE_SURE",
        "7200, RESTART_TO_BE_SURE",
    })
    void driverChangedByTheStartItself_inForce(long afterStart, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, DRIVER),
                changed(DRIVER, Computer.LONG_AGO, Computer.BOOT.plusSeconds(afterStart)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    /** What was put off to the start is done before any program but the one that does it. */
    @ParameterizedTest
    @CsvSource({
        // file that was changed 300 seconds after the start, program, its own start
        "drivers\\srv.sys, lsass.exe, 299, RESTART_TO_BE_SURE",
        "drivers\\srv.sys, lsass.exe, 300, IN_FORCE",
        "drivers\\srv.sys, smss.exe, 2, IN_FORCE",
        "rpcrt4.dll, lsass.exe, 20, RESTART_TO_BE_SURE",
        "rpcrt4.dll, lsass.exe, 320, IN_FORCE",
        "rpcrt4.dll, SMSS.EXE, 2, IN_FORCE",
    })
    void fileSwappedEarlyWhileAProgramRan_restartToBeSure(
            String name, String program, long startedAfter, UpdateVerdict verdict) {
        // Given
        String path = "%SystemRoot%\\System32\\" + name;
        Computer swapped = changed(path, Computer.LONG_AGO, Computer.BOOT.plusSeconds(300));

        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, path), swapped.unreadable(program, Computer.BOOT.plusSeconds(startedAfter)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    @Test
    void fileSwappedEarlyWhileAProgramRanThatHasItLoaded_restartToBeSure() {
        // Given: a driver, and a program that has a library of the same update
        Computer swapped = changed(DRIVER, Computer.LONG_AGO, Computer.BOOT.plusSeconds(300));

        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, DRIVER, RPCRT4),
                swapped.file(RPCRT4, FIXED).loaded(RPCRT4, FIXED, Computer.BOOT.plusSeconds(20)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
    }

    @Test
    void fileDatedAfterTheStartWhoseEntryLooksOlder_waits() {
        // When: the later of its times counts
        AttestationResult result =
                judge(catalog(RestartNeed.YES, RPCRT4), changed(RPCRT4, Computer.TODAY, Computer.LONG_AGO));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(reason(result, KB, ReasonCode.FILE_NEWER_THAN_BOOT).found()).isEqualTo(Computer.TODAY.toString());
    }

    @Test
    void fileThatWasNotLookedAt_mayHaveComeSinceTheStart() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, OLE32, RPCRT4),
                pc().file(RPCRT4, FIXED)
                        .finds(
                                new Query.WindowsFile(OLE32),
                                Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time")));

        // Then
        assertThat(layer(result, KB, Layer.IN_FORCE)).isEqualTo(LayerResult.UNKNOWN);
        assertThat(reason(result, KB, ReasonCode.FILE_TIME_UNKNOWN).found()).isEqualTo("time");
    }

    @Test
    void changedEntry_namesTheStartAndTheChange() {
        // When
        AttestationResult result =
                judge(catalog(RestartNeed.YES, DRIVER), changed(DRIVER, Computer.LONG_AGO, Computer.TODAY));

        // Then
        assertThat(reason(result, KB, ReasonCode.FILE_CHANGED_SINCE_BOOT).expected())
                .isEqualTo(Computer.BOOT.toString());
    }

    /** Where it depends, programs tell of what they load, and time of the rest. */
    @ParameterizedTest
    @CsvSource({
        // file, start of a program that could not be opened, in seconds from the file
        "rpcrt4.dll, 60, IN_FORCE",
        "rpcrt4.dll, -60, RESTART_TO_BE_SURE",
        "drivers\\srv.sys, 60, INSTALLED_NOT_IN_FORCE",
        "drivers\\srv.sys, -60, INSTALLED_NOT_IN_FORCE",
    })
    void perhapsARestart_programsTellOfWhatTheyLoad(String name, long startedAfter, UpdateVerdict verdict) {
        // Given
        String path = "%SystemRoot%\\System32\\" + name;

        // When
        AttestationResult result = judge(
                catalog(RestartNeed.MAYBE, path),
                fixed(path, Computer.TODAY).unreadable("lsass.exe", Computer.TODAY.plusSeconds(startedAfter)));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    @Test
    void perhapsARestartAndNobodyLookedAtPrograms_timeTells() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.MAYBE, RPCRT4),
                fixed(RPCRT4, Computer.TODAY)
                        .finds(
                                new Query.LoadedModules(List.of(RPCRT4)),
                                Finding.notCollected(NotCollectedReason.NOT_ASKED, "an older probe")));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
    }

    @Test
    void perhapsARestartAndStartUnknown_programsTellAllTheSame() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.MAYBE, RPCRT4),
                fixed(RPCRT4, Computer.TODAY).booted(Finding.error("IO", "no uptime")));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @Test
    void noRestartNeededAndRenameOfTheFilePending_waits() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.NO, RPCRT4),
                fixed(RPCRT4, Computer.LONG_AGO)
                        .renames("\\??\\C:\\WINDOWS\\SET1.tmp", "!\\??\\C:\\WINDOWS\\System32\\rpcrt4.dll"));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.INSTALLED_NOT_IN_FORCE);
        assertThat(codes(result, KB, Layer.IN_FORCE)).startsWith(ReasonCode.RENAME_PENDING);
    }

    @Test
    void renamesNotLookedAt_neverInForce() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, RPCRT4),
                fixed(RPCRT4, Computer.LONG_AGO)
                        .finds(
                                new Query.WindowsRestart(),
                                restart(
                                        Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time"),
                                        Finding.doesNotExist(),
                                        Finding.doesNotExist())));

        // Then
        assertThat(layer(result, KB, Layer.IN_FORCE)).isEqualTo(LayerResult.NOT_EVALUATED);
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
    }

    /** Installed since the start: whether Windows asks for a restart decides, and so it does where nobody can tell. */
    @ParameterizedTest
    @CsvSource({
        "there, absent, INSTALLED_NOT_IN_FORCE",
        "absent, there, INSTALLED_NOT_IN_FORCE",
        "absent, absent, IN_FORCE",
        "failed, absent, RESTART_TO_BE_SURE",
        "absent, failed, RESTART_TO_BE_SURE",
        "failed, there, INSTALLED_NOT_IN_FORCE",
        "not looked at, absent, COULD_NOT_CHECK",
        "absent, not looked at, COULD_NOT_CHECK",
        "not looked at, there, INSTALLED_NOT_IN_FORCE",
    })
    void installedSinceTheStart_theKeysOfTheRestartDecide(String cbs, String windowsUpdate, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, RPCRT4),
                Computer.windows11()
                        .serviced(HEAD, 112, Computer.TODAY)
                        .file(RPCRT4, FIXED)
                        .finds(
                                new Query.WindowsRestart(),
                                restart(Finding.doesNotExist(), key(cbs), key(windowsUpdate))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    private static Finding<RegistryKeyFact> key(String state) {
        return switch (state) {
            case "there" -> Finding.exists(new RegistryKeyFact());
            case "absent" -> Finding.doesNotExist();
            case "failed" -> Finding.error("WIN32_5", "denied");
            default -> Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time");
        };
    }

    @Test
    void restartAskedFor_namesTheStartAndTheInstallation() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, RPCRT4),
                Computer.windows11()
                        .serviced(HEAD, 112, Computer.TODAY)
                        .file(RPCRT4, FIXED)
                        .restart(true, Finding.doesNotExist()));

        // Then
        assertThat(reason(result, KB, ReasonCode.RESTART_ASKED_FOR))
                .isEqualTo(new Reason(
                        ReasonCode.RESTART_ASKED_FOR,
                        WindowsInForce.CBS_KEY,
                        Computer.BOOT.toString(),
                        Computer.TODAY.toString()));
    }

    /** A package that was never installed asks for nothing; the files came another way. */
    @Test
    void packageOfStateZeroSinceTheStart_isNoInstallation() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, RPCRT4),
                Computer.windows11()
                        .serviced(HEAD, 32, Computer.TODAY)
                        .file(RPCRT4, FIXED)
                        .restart(true, Finding.doesNotExist()));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.FOUND_NOT_CLAIMED);
    }

    @ParameterizedTest
    @CsvSource({
        // when the kernel's file came, when another file came
        "old, old, IN_FORCE",
        "new, old, IN_FORCE", // the kernel that runs is this one, whatever its file's times say
        "old, new, INSTALLED_NOT_IN_FORCE",
    })
    void kernelThatRunsIsTheInstalledOne_timesTellOfTheOtherFilesAlone(
            String kernel, String driver, UpdateVerdict verdict) {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, KERNEL, DRIVER),
                fixed(KERNEL, kernel.equals("new") ? Computer.TODAY : Computer.LONG_AGO)
                        .file(DRIVER, Finding.exists(FIXED), driver.equals("new") ? Computer.TODAY : Computer.LONG_AGO)
                        .finds(
                                new Query.WindowsKernel(),
                                Finding.exists(new WindowsKernelFact(Finding.exists("26100.7000")))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
        assertThat(codes(result, KB, Layer.IN_FORCE)).contains(ReasonCode.WINDOWS_KERNEL_RUNNING);
    }

    @Test
    void kernelAloneAndStartUnknown_itsVersionTells() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, KERNEL),
                fixed(KERNEL, Computer.TODAY)
                        .booted(Finding.error("IO", "no uptime"))
                        .finds(
                                new Query.WindowsKernel(),
                                Finding.exists(new WindowsKernelFact(Finding.exists("26100.7000")))));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @ParameterizedTest
    @CsvSource({
        // in memory, on the disk; the fix is 10.0.26100.7000
        "10.0.26100.7000, 10.0.26100.7500, IN_FORCE", // an older file, with the fix
        "10.0.26100.7100, 10.0.26100.7500, IN_FORCE",
        "10.0.26100.6999, 10.0.26100.7500, INSTALLED_NOT_IN_FORCE",
    })
    void versionInMemory_isOldBelowTheFixAndNotBelowTheFile(String loaded, String onDisk, UpdateVerdict verdict) {
        // Given: the floor of another file says nothing of this one
        Catalog two = Catalogs.of(update(
                KB,
                RestartNeed.YES,
                List.of(),
                fix(
                        WINDOWS_11,
                        List.of(new ClaimTest.CbsPackage(KB)),
                        List.of(atLeast(OLE32, "10.0.26100.1"), atLeast(RPCRT4, FIXED)))));

        // When
        AttestationResult result =
                judge(two, pc().file(OLE32, FIXED).file(RPCRT4, onDisk).loaded(RPCRT4, loaded, Computer.BOOT));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(verdict);
    }

    @Test
    void programInMemoryOfUnknownVersion_isNotOldByItself() {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, RPCRT4),
                fixed(RPCRT4, Computer.LONG_AGO).loaded(RPCRT4, "nonsense", Computer.BOOT));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.IN_FORCE);
    }

    @ParameterizedTest
    @CsvSource({"failed, IO", "not looked at, offline"})
    void startUnknown_saysWhy(String state, String why) {
        // When
        AttestationResult result = judge(
                catalog(RestartNeed.YES, RPCRT4),
                fixed(RPCRT4, Computer.LONG_AGO)
                        .booted(
                                state.equals("failed")
                                        ? Finding.error("IO", "no uptime")
                                        : Finding.notCollected(NotCollectedReason.OFFLINE_ROOT, "offline")));

        // Then
        assertThat(verdict(result, KB)).isEqualTo(UpdateVerdict.RESTART_TO_BE_SURE);
        assertThat(reason(result, KB, ReasonCode.BOOT_TIME_UNKNOWN).found()).isEqualTo(why);
    }
}
