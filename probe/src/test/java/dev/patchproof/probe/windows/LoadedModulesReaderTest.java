package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.LoadedModulesFact.LoadedModule;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.wine.PeFixture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedModulesReaderTest {

    private static final Instant BOOT = Instant.parse("2026-11-23T06:00:00Z");
    private static final String RPCRT4 = "%SystemRoot%\\System32\\rpcrt4.dll";
    private static final String RPCRT4_OF_32_BITS = "%SystemRoot%\\SysWOW64\\rpcrt4.dll";
    private static final String LOADED = "C:\\Windows\\System32\\rpcrt4.dll";
    private static final byte[] OLD =
            PeFixture.pe64().version("10.0.19041.3636").bytes();
    private static final byte[] NEW =
            PeFixture.pe64().version("10.0.19041.4355").bytes();
    private static final byte[] OLD_32 =
            PeFixture.pe32().version("10.0.19041.3636").bytes();

    private final FakeProcesses processes = new FakeProcesses();
    private final FakeOperatingSystem system = new FakeOperatingSystem();
    private final FakeFiles files;

    LoadedModulesReaderTest(@TempDir Path drive) {
        files = new FakeFiles(drive);
    }

    @Test
    void twoVersionsInMemory_anEntryForEachWithItsProcesses() {
        processes.process(900, "svchost.exe", BOOT).loaded(LOADED, OLD);
        processes.process(700, "lsm.exe", BOOT).loaded(LOADED, OLD);
        processes.process(1000, "notepad.exe", BOOT.plusSeconds(60)).loaded(LOADED, NEW);

        assertThat(read(RPCRT4))
                .isEqualTo(new LoadedModulesFact(
                        List.of(
                                new LoadedModule(
                                        RPCRT4,
                                        Finding.exists("10.0.19041.3636"),
                                        List.of(fact(700, "lsm.exe", BOOT), fact(900, "svchost.exe", BOOT))),
                                new LoadedModule(
                                        RPCRT4,
                                        Finding.exists("10.0.19041.4355"),
                                        List.of(fact(1000, "notepad.exe", BOOT.plusSeconds(60))))),
                        List.of(),
                        true));
        assertThat(processes.notClosed()).isZero();
    }

    @Test
    void modulesNobodyAskedFor_notRead() {
        processes
                .process(900, "svchost.exe", BOOT)
                .loaded("C:\\Windows\\System32\\other.dll", OLD)
                .loaded("C:\\Users\\me\\rpcrt4.dll", OLD);

        assertThat(read(RPCRT4).modules()).isEmpty();
        assertThat(processes.bytesRead()).isZero();
    }

    @Test
    void spelledOtherwiseByTheLoader_sameFile() {
        processes.process(1, "a.exe", BOOT).loaded("C:\\WINDOWS\\system32\\RPCRT4.dll", OLD);
        processes.process(2, "b.exe", BOOT).loaded("\\\\?\\C:\\Windows\\System32\\rpcrt4.dll", OLD);
        processes.process(3, "c.exe", BOOT).loaded("\\SystemRoot\\System32\\rpcrt4.dll", OLD);

        assertThat(read(RPCRT4).modules())
                .hasSize(1)
                .allMatch(module -> module.processes().size() == 3);
    }

    @Test
    void processThatMayNotBeOpened_namedWithItsStart() {
        processes.refused(632, 500, "lsass.exe", BOOT, Win32Failure.ACCESS_DENIED);
        processes.refused(500, 4, "smss.exe", BOOT, Win32Failure.ACCESS_DENIED);

        assertThat(read(RPCRT4))
                .isEqualTo(new LoadedModulesFact(
                        List.of(), List.of(fact(500, "smss.exe", BOOT), fact(632, "lsass.exe", BOOT)), true));
    }

    @Test
    void processesOfTheKernel_leftOut() {
        processes.refused(0, 0, "", Instant.EPOCH, Win32Failure.INVALID_PARAMETER);
        processes.refused(4, 0, "System", BOOT, Win32Failure.ACCESS_DENIED);
        processes.refused(120, 4, "Registry", BOOT, Win32Failure.ACCESS_DENIED);
        processes.refused(2000, 4, "Memory Compression", BOOT, Win32Failure.ACCESS_DENIED);

        assertThat(read(RPCRT4)).isEqualTo(new LoadedModulesFact(List.of(), List.of(), true));
    }

    @Test
    void processWithAnEmptyListOfModules_unreadableNotWithout() {
        processes.process(900, "suspended.exe", BOOT);

        assertThat(read(RPCRT4))
                .isEqualTo(new LoadedModulesFact(List.of(), List.of(fact(900, "suspended.exe", BOOT)), true));
    }

    @Test
    void processThatEndedMeanwhile_leftOut() {
        processes.refused(900, 1, "gone.exe", BOOT, Win32Failure.INVALID_PARAMETER);
        processes.process(901, "going.exe", BOOT).ends();
        processes.process(902, "reused.exe", BOOT).loaded(LOADED, OLD).reused(BOOT.plusSeconds(1));

        assertThat(read(RPCRT4)).isEqualTo(new LoadedModulesFact(List.of(), List.of(), true));
        assertThat(processes.notClosed()).isZero();
    }

    @Test
    void modulesCannotBeListedNamedOrRead_unreadableNotWithout() {
        processes.process(901, "otherwidth.exe", BOOT).withoutModules();
        processes.process(902, "nameless.exe", BOOT).loaded(LOADED, OLD).withoutNames();
        processes.process(903, "guarded.exe", BOOT).loaded(LOADED, OLD).withoutMemory();

        assertThat(read(RPCRT4).modules()).isEmpty();
        assertThat(read(RPCRT4).unreadable()).extracting(ProcessFact::pid).containsExactly(901, 902, 903);
    }

    @Test
    void moduleUnloadedMeanwhile_notLoaded() {
        processes.process(901, "a.exe", BOOT).loaded(LOADED, OLD).unloads();

        assertThat(read(RPCRT4)).isEqualTo(new LoadedModulesFact(List.of(), List.of(), true));
    }

    @Test
    void module32BitUnderTheName64BitProgramsSee_theOneOfSysWow64() {
        processes
                .process(900, "old32.exe", BOOT)
                .loaded("C:\\Windows\\System32\\ntdll.dll", OLD)
                .loaded("C:\\Windows\\System32\\rpcrt4.dll", OLD_32);
        processes.process(901, "older32.exe", BOOT).loaded("C:\\Windows\\SysWOW64\\rpcrt4.dll", OLD_32);

        assertThat(read(RPCRT4).modules()).isEmpty();
        assertThat(read(RPCRT4_OF_32_BITS).modules())
                .containsExactly(new LoadedModule(
                        RPCRT4_OF_32_BITS,
                        Finding.exists("10.0.19041.3636"),
                        List.of(fact(900, "old32.exe", BOOT), fact(901, "older32.exe", BOOT))));
    }

    @Test
    void windowsOf32Bits_itsModulesAreInSystem32() {
        system.machines(Architecture.X86, false);
        processes.process(900, "a.exe", BOOT).loaded(LOADED, OLD_32);

        assertThat(read(RPCRT4).modules()).hasSize(1);
    }

    @Test
    void componentLoadedFromAnOlderFolder_found() {
        String asked = "%WinSxSWinner%\\amd64_microsoft.windows.gdiplus_6595b64144ccf1df_none\\GdiPlus.dll";
        processes
                .process(900, "explorer.exe", BOOT)
                .loaded(
                        "C:\\Windows\\WinSxS\\amd64_microsoft.windows.gdiplus_6595b64144ccf1df_1.1.19041.3636_none_91a40448cc8846c1\\gdiplus.dll",
                        OLD)
                .loaded(
                        "C:\\Windows\\WinSxS\\amd64_microsoft.windows.common-controls_6595b64144ccf1df_6.0.19041.3636_none_60b6a03d71f818d5\\comctl32.dll",
                        OLD)
                .loaded("C:\\Windows\\WinSxS\\odd", OLD);

        assertThat(read(asked).modules())
                .containsExactly(new LoadedModule(
                        asked, Finding.exists("10.0.19041.3636"), List.of(fact(900, "explorer.exe", BOOT))));
    }

    @Test
    void pathThatLeadsNowhere_errorOfItsOwnBesideTheOthers() {
        processes.process(900, "a.exe", BOOT).loaded(LOADED, OLD);

        LoadedModulesFact fact = read("C:\\x.dll", RPCRT4);

        assertThat(fact.modules()).extracting(LoadedModule::path).containsExactly(RPCRT4, "C:\\x.dll");
        assertThat(fact.modules().get(1).fixedVersion()).isInstanceOf(Finding.Failed.class);
        assertThat(fact.modules().get(1).processes()).isEmpty();
    }

    @Test
    void foldersUnknown_errorOfTheWholeAnswer() {
        system.withoutFolders();

        assertThat(reader().read(List.of(RPCRT4))).isInstanceOf(Finding.Failed.class);
    }

    @Test
    void noVersionOrGarbledInMemory_doesNotExistOrMalformed() {
        byte[] garbled = OLD.clone();
        ByteBuffer.wrap(garbled).order(ByteOrder.LITTLE_ENDIAN).putInt(PeFixture.ROOT_DIRECTORY + 20, 0x8000_0000);
        processes
                .process(900, "a.exe", BOOT)
                .loaded(LOADED, PeFixture.pe64().withoutResources().bytes());
        processes.process(901, "b.exe", BOOT).loaded(LOADED, garbled);

        assertThat(read(RPCRT4).modules())
                .extracting(LoadedModule::fixedVersion)
                .anySatisfy(version -> assertThat(version).isEqualTo(Finding.doesNotExist()))
                .anySatisfy(version -> assertThat(version).isInstanceOf(Finding.Failed.class));
    }

    @Test
    void headerWipedInMemory_errorForEitherFileItMayBe() {
        processes.process(900, "guarded.exe", BOOT).image(LOADED, new byte[0x3000]);

        assertThat(read(RPCRT4, RPCRT4_OF_32_BITS).modules())
                .hasSize(2)
                .allSatisfy(module -> assertThat(module.fixedVersion()).isInstanceOf(Finding.Failed.class))
                .extracting(LoadedModule::path)
                .containsExactly(RPCRT4_OF_32_BITS, RPCRT4);
    }

    @Test
    void anyByteAlteredInMemory_neverAnExceptionNorAnEndlessRead() {
        for (int at = 0; at < OLD.length; at++) {
            for (int value : new int[] {0, 0x7f, 0x80, 0xff}) {
                byte[] altered = OLD.clone();
                altered[at] = (byte) value;
                FakeProcesses hostile = new FakeProcesses();
                byte[] image = Arrays.copyOf(FakeProcesses.mapped(OLD), 0x3000);
                System.arraycopy(altered, 0, image, 0, 0x400); // its headers, and its sections where they lie
                System.arraycopy(
                        altered, PeFixture.ROOT_DIRECTORY, image, 0x2000, altered.length - PeFixture.ROOT_DIRECTORY);
                hostile.process(900, "a.exe", BOOT).image(LOADED, image);

                LoadedModulesFact fact = Existing.of(new LoadedModulesReader(
                                system,
                                new FileLocations(system, new RegistryReader(new FakeRegistry()), files),
                                hostile)
                        .read(List.of(RPCRT4)));

                assertThat(fact.modules().size() + fact.unreadable().size()).isOne();
                assertThat(hostile.bytesRead()).isLessThan(64 * 1024);
            }
        }
    }

    private LoadedModulesFact read(String... paths) {
        return Existing.of(reader().read(List.of(paths)));
    }

    private LoadedModulesReader reader() {
        return new LoadedModulesReader(
                system, new FileLocations(system, new RegistryReader(new FakeRegistry()), files), processes);
    }

    private static ProcessFact fact(int pid, String name, Instant startedAt) {
        return new ProcessFact(
                pid,
                name,
                Finding.exists(startedAt),
                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "no forks on Windows"),
                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "no systemd on Windows"));
    }
}
