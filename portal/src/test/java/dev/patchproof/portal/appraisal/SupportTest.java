package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.WINDOWS_11;
import static dev.patchproof.portal.appraisal.Catalogs.supportEnd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductRelease.SupportEnd;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until when an edition of a release gets security updates, on 23 November 2026. */
class SupportTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    private static final String PAST = "2026-11-22";
    private static final String LATER = "2030-01-01";

    private static Support of(String edition, SupportEnd... ends) {
        Computer computer = Computer.windows11(edition);
        return Support.of(Catalogs.of(Catalogs.release("w11", WINDOWS_11, ends)), computer.product(), edition, TODAY);
    }

    private static SupportEnd ofAll(String lastDay) {
        return supportEnd(List.of(), lastDay);
    }

    private static SupportEnd of(List<String> editions, String lastDay) {
        return supportEnd(editions, lastDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, true, SUPPORT_ENDED",
        "2026-11-23, false, SUPPORT_ENDS_SOON",
        "2027-02-20, false, SUPPORT_ENDS_SOON",
        "2027-02-21, false, ''",
    })
    void lastDay_isADayOfSupportAndIsToldAQuarterBefore(String lastDay, boolean ended, String ground) {
        // When
        Support support = of("Professional", ofAll(lastDay));

        // Then
        assertThat(support.ended()).isEqualTo(ended);
        assertThat(support.inDoubt()).isFalse();
        assertThat(Judging.codes(support.grounds()))
                .containsExactlyElementsOf(ground.isEmpty() ? List.of() : List.of(ReasonCode.valueOf(ground)));
    }

    @ParameterizedTest
    @CsvSource({"Professional, false", "PROFESSIONAL, false", "Core, true"})
    void endThatNamesTheEdition_goesBeforeTheOneForAll(String edition, boolean ended) {
        // Given
        SupportEnd[] ends = {ofAll(PAST), of(List.of("Professional"), LATER)};

        // When, Then
        assertThat(of(edition, ends).ended()).isEqualTo(ended);
        assertThat(of(edition, ends[1], ends[0]).ended()).isEqualTo(ended);
    }

    /** In whatever order the catalog names the ends. */
    @ParameterizedTest
    @CsvSource({
        // end for all, end of an edition, ended, in doubt
        "past, later, true, false", // a longer one is by contract, and would show itself
        "later, past, false, true", // this may be that edition
        "past, past, true, false",
        "later, later, false, false",
        "none, past, true, false",
        "none, later, false, false",
    })
    void editionUnknown_theEndForAllDecidesUnlessAnEditionEndedEarlier(
            String all, String edition, boolean ended, boolean inDoubt) {
        // Given
        SupportEnd named = of(List.of("Core"), edition.equals("past") ? PAST : LATER);
        SupportEnd general = ofAll(all.equals("past") ? PAST : LATER);

        // When
        List<Support> either = all.equals("none")
                ? List.of(of(ProductSelector.UNKNOWN, named), of(" ", named))
                : List.of(of(ProductSelector.UNKNOWN, named, general), of(ProductSelector.UNKNOWN, general, named));

        // Then
        assertThat(either).allSatisfy(support -> {
            assertThat(support.ended()).isEqualTo(ended);
            assertThat(support.inDoubt()).isEqualTo(inDoubt);
        });
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22, 2026-11-22, true, false", "2026-11-22, 2030-01-01, false, true"})
    void editionUnknownAndNoEndForAll_endedOnlyWhereAllHave(
            String first, String second, boolean ended, boolean inDoubt) {
        // When
        Support support = of(ProductSelector.UNKNOWN, of(List.of("Core"), first), of(List.of("Enterprise"), second));

        // Then
        assertThat(support.ended()).isEqualTo(ended);
        assertThat(support.inDoubt()).isEqualTo(inDoubt);
        assertThat(Judging.codes(support.grounds()))
                .containsExactly(ended ? ReasonCode.SUPPORT_ENDED : ReasonCode.PRODUCT_FACT_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22, true", "2030-01-01, false"})
    void editionThatNoEndNames_isInDoubtWhereOthersHaveEnded(String ofOthers, boolean inDoubt) {
        // When
        Support support = of("Cloud", of(List.of("Core"), ofOthers));

        // Then
        assertThat(support.ended()).isFalse();
        assertThat(support.inDoubt()).isEqualTo(inDoubt);
        assertThat(Judging.codes(support.grounds())).containsExactly(ReasonCode.SUPPORT_END_UNKNOWN);
    }

    @Test
    void releaseThatTheCatalogDoesNotKnow_isInDoubtAndDescribed() {
        // When
        Support support = Support.of(
                Catalogs.of(Catalogs.release("w11", WINDOWS_11, LATER)),
                Computer.windowsXp("1").product(),
                "unknown",
                TODAY);

        // Then
        assertThat(support.release()).isEmpty();
        assertThat(support.inDoubt()).isTrue();
        assertThat(support.grounds())
                .containsExactly(new Reason(ReasonCode.UNKNOWN_PRODUCT, "", "", "WINDOWS 5.1 2600 unknown"));
    }

    /** On Windows a processor that the catalog has no word for may be any; a Linux one has a name, and it is known. */
    @ParameterizedTest
    @CsvSource({"WINDOWS, true", "DEBIAN, false"})
    void releaseNotKnownOnAnotherProcessor_tellsWhatIsNotKnown(OsFamily family, boolean processor) {
        // Given
        ProductSelector product = new ProductSelector(
                family, "unknown", "unknown", "0", ProductType.WORKSTATION, Architecture.OTHER, "Core", "unknown");
        Catalog catalog = Catalogs.of(
                family == OsFamily.WINDOWS
                        ? Catalogs.release("w11", WINDOWS_11, LATER)
                        : Catalogs.release("debian-12", Catalogs.BOOKWORM, LATER));

        // When
        Support support = Support.of(catalog, product, "unknown", TODAY);

        // Then
        assertThat(support.inDoubt()).isTrue();
        assertThat(support.grounds()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo(ReasonCode.PRODUCT_FACT_UNKNOWN);
            assertThat(reason.subject().contains("architecture")).isEqualTo(processor);
        });
    }
}
