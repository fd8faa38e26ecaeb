package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.ProductDisagreement;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.SystemFacts;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SystemReaderTest {

    private static final String CURRENT_VERSION = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";
    private static final String PRODUCT_OPTIONS = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions";

    private final FakeRegistry registry = new FakeRegistry();
    private final FakeOperatingSystem system = new FakeOperatingSystem();

    @Test
    void registryThatAgrees_noDisagreement() {
        windows10().text(PRODUCT_OPTIONS, "ProductType", "WinNT");

        assertThat(read().disagreements()).isEmpty();
    }

    @Test
    void everyFactToldOtherwise_kernelUsedAndBothReported() {
        registry.text(CURRENT_VERSION, "CurrentVersion", "6.1")
                .text(CURRENT_VERSION, "CurrentBuildNumber", "7601")
                .text(CURRENT_VERSION, "CSDVersion", "Service Pack 1")
                .text(PRODUCT_OPTIONS, "ProductType", "ServerNT");

        SystemFacts facts = read();

        assertThat(facts.product().version()).isEqualTo("10.0");
        assertThat(facts.product().build()).isEqualTo("19045");
        assertThat(facts.product().servicePack()).isEqualTo("0");
        assertThat(facts.product().productType()).isEqualTo(ProductType.WORKSTATION);
        assertThat(facts.disagreements())
                .containsExactly(
                        new ProductDisagreement("version", "10.0", "6.1"),
                        new ProductDisagreement("build", "19045", "7601"),
                        new ProductDisagreement("service pack", "0", "1"),
                        new ProductDisagreement("product type", "WORKSTATION", "SERVER"));
    }

    @Test
    void anotherBuild_disagreementBesideTheRevisionsError() {
        windows10().text(CURRENT_VERSION, "CurrentBuildNumber", "26100").number(CURRENT_VERSION, "UBR", 9999);

        SystemFacts facts = read();

        assertThat(facts.disagreements()).containsExactly(new ProductDisagreement("build", "19045", "26100"));
        assertError(facts.revision(), "DISAGREEMENT");
    }

    @Test
    void memberServerThatTheRegistryCallsADomainController_productTypeAlone() {
        system.version(10, 0, 19045, 0, ProductType.SERVER);
        windows10().text(PRODUCT_OPTIONS, "ProductType", "LanmanNT").number(CURRENT_VERSION, "UBR", 6937);

        SystemFacts facts = read();

        assertThat(facts.disagreements())
                .containsExactly(new ProductDisagreement("product type", "SERVER", "DOMAIN_CONTROLLER"));
        assertThat(facts.revision()).isEqualTo(Finding.exists("6937"));
    }

    @Test
    void productTypeThatNobodyKnows_reportedAsWritten() {
        windows10().text(PRODUCT_OPTIONS, "ProductType", "GameNT");

        assertThat(read().disagreements())
                .containsExactly(new ProductDisagreement("product type", "WORKSTATION", "GameNT"));
    }

    @Test
    void servicePackThatTheRegistryLacks_disagreement() {
        system.version(5, 1, 2600, 1, ProductType.WORKSTATION);
        registry.text(CURRENT_VERSION, "CurrentVersion", "5.1").text(CURRENT_VERSION, "CurrentBuildNumber", "2600");

        assertThat(read().disagreements()).containsExactly(new ProductDisagreement("service pack", "1", "0"));
    }

    @Test
    void registrySaysNothingReadable_noDisagreement() {
        assertThat(read().disagreements()).isEmpty();

        windows10().deny(CURRENT_VERSION, RegistryView.NATIVE).number(PRODUCT_OPTIONS, "ProductType", 1);
        assertThat(read().disagreements()).isEmpty();
    }

    @Test
    void versionCallFails_noDisagreementAndNoServicePackOutOfNothing() {
        system.withoutVersionCall();

        assertThat(read().disagreements()).isEmpty();
        assertThat(read().product().servicePack()).isEqualTo(ProductSelector.UNKNOWN);
    }

    @Test
    void installationType_asWritten() {
        registry.text(CURRENT_VERSION, "InstallationType", "Server Core");
        assertThat(read().installationType()).isEqualTo(Finding.exists("Server Core"));

        registry.number(CURRENT_VERSION, "InstallationType", 1);
        assertError(read().installationType(), "MALFORMED");
    }

    @Test
    void x64JavaOnArm64_bothToldBySystemNotByOsArch() {
        system.machines(Architecture.ARM64, false).process(Architecture.X64);

        SystemFacts facts = read();

        assertThat(facts.product().architecture()).isEqualTo(Architecture.ARM64);
        assertThat(facts.jvmArchitecture()).isEqualTo(Architecture.X64);
    }

    @Test
    void redirectedJava_x86OnX64() {
        system.machines(Architecture.X64, true);

        assertThat(read().product().architecture()).isEqualTo(Architecture.X64);
        assertThat(read().jvmArchitecture()).isEqualTo(Architecture.X86);
    }

    private FakeRegistry windows10() {
        return registry.number(CURRENT_VERSION, "CurrentMajorVersionNumber", 10)
                .number(CURRENT_VERSION, "CurrentMinorVersionNumber", 0)
                .text(CURRENT_VERSION, "CurrentVersion", "6.3")
                .text(CURRENT_VERSION, "CurrentBuildNumber", "19045");
    }

    private SystemFacts read() {
        Properties java = new Properties();
        java.setProperty("os.arch", "ia64"); // a lie that nobody may believe
        return new SystemReader(system, new RegistryReader(registry), Clock.systemUTC(), java).read();
    }

    private static void assertError(Finding<?> finding, String code) {
        assertThat(finding).isInstanceOfSatisfying(Finding.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo(code));
    }
}
