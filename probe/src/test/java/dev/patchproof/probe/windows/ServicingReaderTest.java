package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicingReaderTest {

    private static final String SERVICING =
            "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing";
    private static final String PACKAGES = SERVICING + "\\Packages";
    private static final String VERSION = SERVICING + "\\Version";
    private static final String DOT_NET = "HKLM\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full";
    private static final String ROLLUP = "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8";
    private static final String NUMBERED = "Package_145_for_KB3185331~31bf3856ad364e35~amd64~~6.1.1.0";

    private final FakeRegistry registry = new FakeRegistry();

    @AfterEach
    void everyHandleIsClosed() {
        assertThat(registry.openHandles()).isZero();
    }

    @Test
    void installedPackage_stateAndTime() {
        registry.number(PACKAGES + "\\" + ROLLUP, "CurrentState", 0x70)
                .number(PACKAGES + "\\" + ROLLUP, "InstallTimeHigh", 0x01cc5b28)
                .number(PACKAGES + "\\" + ROLLUP, "InstallTimeLow", 0xf532_01b2);

        assertThat(packages())
                .containsExactly(new CbsPackage(
                        ROLLUP,
                        Finding.exists("112"),
                        Finding.doesNotExist(),
                        Finding.exists(Instant.parse("2011-08-15T08:54:35.741637Z"))));
    }

    @Test
    void packagesOfEveryForm_sortedByNameEachWithItsOwnState() {
        registry.number(PACKAGES + "\\" + ROLLUP, "CurrentState", 0x60)
                .number(PACKAGES + "\\" + NUMBERED, "CurrentState", 0x40)
                .number(PACKAGES + "\\Package_for_KB3185331~31bf3856ad364e35~amd64~~6.1.1.0", "CurrentState", 0x70)
                .number(PACKAGES + "\\Microsoft-Windows-Foundation-Package~31bf3856ad364e35~amd64~~10.0.1.1", "x", 1);

        assertThat(packages())
                .extracting(CbsPackage::name, CbsPackage::state)
                .containsExactly(
                        tuple(
                                "Microsoft-Windows-Foundation-Package~31bf3856ad364e35~amd64~~10.0.1.1",
                                Finding.doesNotExist()),
                        tuple(NUMBERED, Finding.exists("64")),
                        tuple("Package_for_KB3185331~31bf3856ad364e35~amd64~~6.1.1.0", Finding.exists("112")),
                        tuple(ROLLUP, Finding.exists("96")));
    }

    @Test
    void keysBelowAPackage_notPackages() {
        registry.number(PACKAGES + "\\" + ROLLUP, "CurrentState", 0x70)
                .number(PACKAGES + "\\" + ROLLUP + "\\Owners", "CurrentState", 0x40);

        assertThat(packages()).extracting(CbsPackage::name).containsExactly(ROLLUP);
    }

    @Test
    void lastError_unsigned() {
        registry.number(PACKAGES + "\\" + ROLLUP, "LastError", 0x800f0922);

        assertThat(onlyPackage().lastError()).isEqualTo(Finding.exists("2148469026"));
    }

    @Test
    void valuesDeniedOrOfAnotherType_eachItsOwnError() {
        String path = PACKAGES + "\\" + ROLLUP;
        registry.text(path, "CurrentState", "112")
                .number(path, "LastError", 0)
                .failValue(path, "LastError", Win32Failure.ACCESS_DENIED)
                .number(path, "InstallTimeHigh", 1)
                .value(path, RegistryView.NATIVE, "InstallTimeLow", 4, new byte[3]);

        assertError(onlyPackage().state(), "MALFORMED");
        assertError(onlyPackage().lastError(), "ACCESS_DENIED");
        assertError(onlyPackage().installedAt(), "MALFORMED");
    }

    @Test
    void packageDenied_listedWithErrors() {
        registry.number(PACKAGES + "\\" + ROLLUP, "CurrentState", 0x70)
                .deny(PACKAGES + "\\" + ROLLUP, RegistryView.NATIVE);

        assertThat(onlyPackage().name()).isEqualTo(ROLLUP);
        assertError(onlyPackage().state(), "ACCESS_DENIED");
        assertError(onlyPackage().lastError(), "ACCESS_DENIED");
        assertError(onlyPackage().installedAt(), "ACCESS_DENIED");
    }

    @Test
    void installTimes_absentZeroHalfAndImpossible() {
        String path = PACKAGES + "\\" + ROLLUP;

        registry.key(path);
        assertThat(onlyPackage().installedAt()).isEqualTo(Finding.doesNotExist());

        registry.number(path, "InstallTimeLow", 5);
        assertError(onlyPackage().installedAt(), "MALFORMED");

        registry.number(path, "InstallTimeHigh", -1);
        assertError(onlyPackage().installedAt(), "MALFORMED");

        registry.number(path, "InstallTimeHigh", 0).number(path, "InstallTimeLow", 0);
        assertThat(onlyPackage().installedAt()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void packageGoneBetweenListingAndReading_leftOut() {
        registry.number(PACKAGES + "\\" + ROLLUP, "CurrentState", 0x70)
                .number(PACKAGES + "\\" + NUMBERED, "CurrentState", 0x70)
                .afterOpened(PACKAGES + "\\" + NUMBERED, () -> registry.delete(PACKAGES + "\\" + ROLLUP));

        assertThat(packages()).extracting(CbsPackage::name).containsExactly(NUMBERED);
    }

    @Test
    void packageGoneWhileItsValuesAreRead_leftOutNotWithoutState() {
        registry.number(PACKAGES + "\\" + ROLLUP, "CurrentState", 0x70)
                .afterOpened(PACKAGES + "\\" + ROLLUP, () -> registry.delete(PACKAGES + "\\" + ROLLUP));

        assertThat(packages()).isEmpty();
    }

    @Test
    void packageDeletedDuringTheListing_noOtherIsSkipped() {
        for (String name : List.of("A~1", "B~1", "C~1")) {
            registry.number(PACKAGES + "\\" + name, "CurrentState", 0x70);
        }
        registry.afterFirstListed(PACKAGES, () -> registry.delete(PACKAGES + "\\A~1")); // B moves up and is passed over

        assertThat(packages()).extracting(CbsPackage::name).containsExactly("B~1", "C~1");
    }

    @Test
    void packagesThatNeverStayTheSame_error() {
        AtomicInteger next = new AtomicInteger();
        registry.key(PACKAGES + "\\A~0");
        registry.afterFirstListed(PACKAGES, () -> registry.key(PACKAGES + "\\P~" + next.incrementAndGet()));

        assertError(read().packages(), "CHANGED");
    }

    @Test
    void packagesUpToTheLimit_readAndOneMoreNotCollected() {
        for (int i = 0; i < ServicingReader.MAX_PACKAGES; i++) {
            registry.key(PACKAGES + "\\P~" + i);
        }
        assertThat(packages()).hasSize(20_000);

        registry.key(PACKAGES + "\\P~20000");
        assertThat(read().packages())
                .isEqualTo(Finding.notCollected(
                        NotCollectedReason.LIMIT_REACHED, "this computer has 20001 packages; up to 20000 are read"));
    }

    @Test
    void nameThatIsNoText_errorNotAnotherKey() {
        registry.key(PACKAGES + "\\P~\ud800");

        assertError(read().packages(), "MALFORMED");
    }

    @Test
    void listDenied_errorNotAbsence() {
        registry.key(PACKAGES).deny(PACKAGES, RegistryView.NATIVE).deny(VERSION, RegistryView.NATIVE);

        assertError(read().packages(), "ACCESS_DENIED");
        assertError(read().servicingStacks(), "ACCESS_DENIED");
    }

    @Test
    void windowsBeforeVista_nothingOfItExists() {
        assertThat(read())
                .isEqualTo(new WindowsServicingFact(
                        Finding.doesNotExist(), Finding.doesNotExist(), Finding.doesNotExist()));
    }

    @Test
    void noPackageAtAll_emptyListNotAbsence() {
        registry.key(PACKAGES);

        assertThat(read().packages()).isEqualTo(Finding.exists(List.of()));
    }

    @Test
    void keysOfThe32BitView_notRead() {
        registry.key(PACKAGES + "\\" + ROLLUP, RegistryView.WOW32);

        assertThat(read().packages()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void servicingStacks_namesOfTheValuesWithoutTheDefaultOne() {
        registry.text(VERSION, "10.0.19041.2963", "x")
                .text(VERSION, "10.0.19041.1161", "x")
                .text(VERSION, "", "x");

        assertThat(read().servicingStacks()).isEqualTo(Finding.exists(List.of("10.0.19041.1161", "10.0.19041.2963")));
    }

    @Test
    void dotNetRelease_decimalAndOfAnotherTypeAnError() {
        registry.number(DOT_NET, "Release", 533325);
        assertThat(read().dotNetRelease()).isEqualTo(Finding.exists("533325"));

        registry.text(DOT_NET, "Release", "533325");
        assertError(read().dotNetRelease(), "MALFORMED");
    }

    private WindowsServicingFact read() {
        return new ServicingReader(registry, new RegistryReader(registry)).read();
    }

    private List<CbsPackage> packages() {
        return read().packages()
                .fold(
                        packages -> packages,
                        () -> {
                            throw new AssertionError("no packages");
                        },
                        missing -> {
                            throw new AssertionError(missing);
                        },
                        failed -> {
                            throw new AssertionError(failed);
                        });
    }

    private CbsPackage onlyPackage() {
        List<CbsPackage> packages = packages();
        assertThat(packages).hasSize(1);
        return packages.get(0);
    }

    private static void assertError(Finding<?> finding, String code) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo(code));
    }
}
