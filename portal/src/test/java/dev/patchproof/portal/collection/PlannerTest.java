package dev.patchproof.portal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans over the catalog that is shipped. */
class PlannerTest {
    private static final String UNKNOWN = ProductSelector.UNKNOWN;
    private static final String PADDING_CHECK = "HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config";
    private static final Catalog SHIPPED = CatalogReader.shipped();
    private static final ProductSelector XP_SP1 = new ProductSelector(
            OsFamily.WINDOWS, "5.1", "2600", "1", ProductType.WORKSTATION, Architecture.X86, UNKNOWN, UNKNOWN);
    private static final ProductSelector WINDOWS_11 = new ProductSelector(
            OsFamily.WINDOWS, "10.0", "26100", "0", ProductType.WORKSTATION, Architecture.X64, "Professional", "24H2");
    private static final ProductSelector BOOKWORM = new ProductSelector(
            OsFamily.DEBIAN, "12", UNKNOWN, UNKNOWN, ProductType.UNKNOWN, Architecture.X64, UNKNOWN, "bookworm");

    @Test
    void windowsXp_asksForKeysFilesAndRestart() {
        // When
        List<Query<?>> queries = Planner.queries(SHIPPED, XP_SP1);

        // Then
        assertThat(queries)
                .contains(
                        new Query.RegistryKey(
                                "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP2\\KB823980", RegistryView.NATIVE),
                        new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll"),
                        new Query.WindowsRestart())
                .doesNotContain(Planner.WINDOWS_REVISION);
    }

    @Test
    void windows11_asksForItsRevisionItsSwitchesAndItsCoreFiles() {
        // When
        List<Query<?>> queries = Planner.queries(SHIPPED, WINDOWS_11);

        // Then
        assertThat(queries)
                .contains(
                        Planner.WINDOWS_REVISION,
                        new Query.RegistryValue(PADDING_CHECK, "EnableCertPaddingCheck", RegistryView.NATIVE),
                        new Query.RegistryValue(PADDING_CHECK, "EnableCertPaddingCheck", RegistryView.WOW32),
                        new Query.WindowsFile("%SystemRoot%\\System32\\drivers\\tcpip.sys"),
                        new Query.FileSignature("%SystemRoot%\\System32\\ntoskrnl.exe"));
        assertThat(queries.stream().map(Query::kind).distinct())
                .containsExactly(
                        Query.RegistryValue.KIND,
                        Query.WindowsServicing.KIND,
                        Query.WindowsKernel.KIND,
                        Query.WindowsFile.KIND,
                        Query.FileSignature.KIND,
                        Query.LoadedModules.KIND,
                        Query.WindowsRestart.KIND);
    }

    @Test
    void debian_asksForAllPackagesAtOnce() {
        // When
        List<Query<?>> queries = Planner.queries(SHIPPED, BOOKWORM);

        // Then
        assertThat(queries)
                .extracting(Query::kind)
                .containsExactly(
                        Query.DebianPackages.KIND,
                        Query.LinuxKernel.KIND,
                        Query.ReplacedMappings.KIND,
                        Query.RebootRequired.KIND);
        assertThat(((Query.DebianPackages) queries.get(0)).names())
                .contains("openssl", "libssl3")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void debianWholeMachine_asksForEveryPackageInstead() {
        assertThat(Planner.queries(SHIPPED, BOOKWORM, PackageScope.WHOLE_MACHINE))
                .extracting(Query::kind)
                .containsExactly(
                        Query.EveryDebianPackage.KIND,
                        Query.LinuxKernel.KIND,
                        Query.ReplacedMappings.KIND,
                        Query.RebootRequired.KIND);
    }

    @Test
    void windowsWholeMachine_asksTheSame() {
        assertThat(Planner.queries(SHIPPED, WINDOWS_11, PackageScope.WHOLE_MACHINE))
                .isEqualTo(Planner.queries(SHIPPED, WINDOWS_11));
    }

    @Test
    void unknownServicePack_asksForEverythingThatMayApply() {
        // Given
        ProductSelector unsure = new ProductSelector(
                OsFamily.WINDOWS, "5.1", "2600", UNKNOWN, ProductType.UNKNOWN, Architecture.X86, UNKNOWN, UNKNOWN);

        // When
        List<Query<?>> queries = Planner.queries(SHIPPED, unsure);

        // Then
        List<Query<?>> sure = Planner.queries(SHIPPED, XP_SP1);
        assertThat(queries)
                .containsAll(sure.stream()
                        .filter(query -> !query.kind().equals(Query.LoadedModules.KIND))
                        .toList());
        assertThat(modules(queries))
                .containsAll(modules(sure))
                .hasSizeGreaterThan(modules(sure).size());
    }

    @Test
    void unknownProduct_asksNothing() {
        // Given
        ProductSelector other = new ProductSelector(
                OsFamily.OTHER, "1", UNKNOWN, UNKNOWN, ProductType.UNKNOWN, Architecture.X64, UNKNOWN, UNKNOWN);

        // When
        List<Query<?>> queries = Planner.queries(SHIPPED, other);

        // Then
        assertThat(queries).isEmpty();
    }

    @Test
    void orderOfUpdatesInTheCatalog_doesNotMatter() {
        // Given
        List<Update> reversed = new ArrayList<>(SHIPPED.updates());
        Collections.reverse(reversed);
        Catalog other = new Catalog(SHIPPED.release(), SHIPPED.products(), reversed);

        // When
        List<Query<?>> queries = Planner.queries(other, XP_SP1);

        // Then
        assertThat(queries)
                .containsExactlyElementsOf(Planner.queries(SHIPPED, XP_SP1))
                .doesNotHaveDuplicates();
    }

    /** The files of the one query for loaded modules. */
    private static List<String> modules(List<Query<?>> queries) {
        return queries.stream()
                .filter(query -> query.kind().equals(Query.LoadedModules.KIND))
                .map(query -> ((Query.LoadedModules) query).paths())
                .findFirst()
                .orElseThrow();
    }
}
