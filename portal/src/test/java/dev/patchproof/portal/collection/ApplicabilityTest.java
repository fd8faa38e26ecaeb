package dev.patchproof.portal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.SystemFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One condition that asks for everything, against computers that differ from it in one fact. */
class ApplicabilityTest {
    private static final ProductCondition EVERYTHING = new ProductCondition(
            Family.WINDOWS,
            Optional.of("10.0"),
            Optional.of(26100),
            Set.of(0),
            Set.of(ProductKind.SERVER, ProductKind.DOMAIN_CONTROLLER),
            Set.of(Processor.X64),
            Set.of("ServerStandard"),
            Optional.of("24H2"));

    @ParameterizedTest
    @CsvSource({
        "WINDOWS, 10.0, 26100, 0, SERVER, X64, ServerStandard, 24H2, YES",
        "WINDOWS, 10.0, 26100, 0, DOMAIN_CONTROLLER, X64, SERVERSTANDARD, 24h2, YES",
        "DEBIAN, 10.0, 26100, 0, SERVER, X64, ServerStandard, 24H2, NO",
        "OTHER, 10.0, 26100, 0, SERVER, X64, ServerStandard, 24H2, NO",
        "WINDOWS, 6.1, 26100, 0, SERVER, X64, ServerStandard, 24H2, NO",
        "WINDOWS, 10.0, 26200, 0, SERVER, X64, ServerStandard, 24H2, NO",
        "WINDOWS, 10.0, 26100, 1, SERVER, X64, ServerStandard, 24H2, NO",
        "WINDOWS, 10.0, 26100, 0, WORKSTATION, X64, ServerStandard, 24H2, NO",
        "WINDOWS, 10.0, 26100, 0, SERVER, ARM64, ServerStandard, 24H2, NO",
        "WINDOWS, 10.0, 26100, 0, SERVER, OTHER, ServerStandard, 24H2, UNKNOWN",
        "WINDOWS, 10.0, 26100, 0, SERVER, X64, Professional, 24H2, NO",
        "WINDOWS, 10.0, 26100, 0, SERVER, X64, ServerStandard, 23H2, NO",
        "WINDOWS, unknown, 26100, 0, SERVER, X64, ServerStandard, 24H2, UNKNOWN",
        "WINDOWS, 10.0, unknown, 0, SERVER, X64, ServerStandard, 24H2, UNKNOWN",
        "WINDOWS, 10.0, x, 0, SERVER, X64, ServerStandard, 24H2, UNKNOWN",
        "WINDOWS, 10.0, 26100, unknown, SERVER, X64, ServerStandard, 24H2, UNKNOWN",
        "WINDOWS, 10.0, 26100, 0, UNKNOWN, X64, ServerStandard, 24H2, UNKNOWN",
        "WINDOWS, 10.0, 26100, 0, SERVER, X64, unknown, 24H2, UNKNOWN",
        "WINDOWS, 10.0, 26100, 0, SERVER, X64, ServerStandard, unknown, UNKNOWN",
        "WINDOWS, 6.1, unknown, 0, SERVER, X64, ServerStandard, 24H2, NO",
        "DEBIAN, unknown, unknown, unknown, UNKNOWN, X64, unknown, unknown, NO",
    })
    void oneFactDiffers(
            OsFamily family,
            String version,
            String build,
            String servicePack,
            ProductType type,
            Architecture architecture,
            String edition,
            String release,
            Match expected) {
        ProductSelector selector =
                new ProductSelector(family, version, build, servicePack, type, architecture, edition, release);

        assertThat(Applicability.of(EVERYTHING, selector)).isEqualTo(expected);
    }

    @Test
    void conditionThatAsksForNothing_holdsForEveryComputerOfTheFamily() {
        // Given
        ProductCondition anyDebian = new ProductCondition(
                Family.DEBIAN,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty());
        String unknown = ProductSelector.UNKNOWN;

        // When
        Match match = Applicability.of(
                anyDebian,
                new ProductSelector(
                        OsFamily.DEBIAN,
                        unknown,
                        unknown,
                        unknown,
                        ProductType.UNKNOWN,
                        Architecture.OTHER,
                        unknown,
                        unknown));

        // Then
        assertThat(match).isEqualTo(Match.YES);
    }

    @ParameterizedTest
    @CsvSource({"Server Core, YES", "server core, YES", "Server, NO", "Client, NO", "'', UNKNOWN"})
    void typeOfInstallation_isToldByEvidenceAlone(String found, Match expected) {
        // Given
        ProductSelector server = new ProductSelector(
                OsFamily.WINDOWS, "10.0", "26100", "0", ProductType.SERVER, Architecture.X64, "ServerStandard", "24H2");
        ProductCondition core = new ProductCondition(
                Family.WINDOWS,
                Optional.empty(),
                Optional.of(26100),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of("Server Core"),
                Optional.empty());

        // Then
        assertThat(Applicability.of(core, server)).isEqualTo(Match.UNKNOWN);
        assertThat(Applicability.of(core, system(server, Finding.exists(found))))
                .isEqualTo(expected);
        assertThat(Applicability.of(core, system(server, Finding.doesNotExist())))
                .isEqualTo(Match.UNKNOWN);
        assertThat(Applicability.of(core, system(server, Finding.error("IO", "no"))))
                .isEqualTo(Match.UNKNOWN);
        assertThat(Applicability.of(EVERYTHING, system(server, Finding.doesNotExist())))
                .isEqualTo(Match.YES);
    }

    private static SystemFacts system(ProductSelector product, Finding<String> installation) {
        return new SystemFacts(
                product,
                "Windows Server 2025",
                Finding.doesNotExist(),
                installation,
                List.of(),
                Finding.doesNotExist(),
                Finding.doesNotExist(),
                SystemFacts.Setting.LIVE,
                Finding.exists(false),
                Architecture.X64,
                "17");
    }
}
