package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.RPCRT4;
import static dev.patchproof.portal.appraisal.Catalogs.XP_SP1;
import static dev.patchproof.portal.appraisal.Catalogs.atLeast;
import static dev.patchproof.portal.appraisal.Catalogs.fix;
import static dev.patchproof.portal.appraisal.Catalogs.key;
import static dev.patchproof.portal.appraisal.Catalogs.keyPath;
import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.codes;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains of supersedence that do not hold, and updates that nothing settles. */
class SupersedenceGapTest {
    private static final String OTHER_FILE = "%SystemRoot%\\System32\\other.dll";

    private static Update oldest() {
        return update(
                "KB1",
                RestartNeed.YES,
                List.of(),
                fix(XP_SP1, List.of(key("KB1")), List.of(atLeast(OTHER_FILE, "1.0.0.5"))));
    }

    private static Update middle(ProductCondition product) {
        return update("KB2", RestartNeed.YES, List.of("KB1"), fix(product, List.of(key("KB2")), List.of()));
    }

    private static Update newest() {
        return update(
                "KB3",
                RestartNeed.YES,
                List.of("KB2"),
                fix(XP_SP1, List.of(key("KB3")), List.of(atLeast(RPCRT4, "5.1.2600.1254"))));
    }

    /** The newest is proven; of the oldest's own file nothing is known. */
    private static Computer pc() {
        return Computer.windowsXp("1")
                .key(keyPath("KB3"))
                .file(RPCRT4, "5.1.2600.1254")
                .file(OTHER_FILE, dev.patchproof.evidence.Finding.error("WIN32_5", "x"), Computer.LONG_AGO);
    }

    @Test
    void chainThroughAnUpdateOfAnotherProduct_isShownAsDoubtAndSettlesNothing() {
        // Given
        ProductCondition another = Catalogs.windows("5.2", Optional.empty(), Set.of());
        Catalog catalog = Catalogs.of(oldest(), middle(another), newest());

        // When
        AttestationResult result = judge(catalog, pc());

        // Then
        assertThat(verdict(result, "KB1")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(result.grounds()).contains(new Reason(ReasonCode.SUPERSEDENCE_GAP, "KB3", "KB2", "KB1"));
    }

    @Test
    void chainThatHolds_settlesAndSaysNothingOfGaps() {
        // When
        AttestationResult result = judge(Catalogs.of(oldest(), middle(XP_SP1), newest()), pc());

        // Then
        assertThat(verdict(result, "KB1")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void chainToAnUpdateThatIsNotProven_isNoGap() {
        // Given
        ProductCondition another = Catalogs.windows("5.2", Optional.empty(), Set.of());
        Catalog catalog = Catalogs.of(oldest(), middle(another), newest());
        Computer unproven = pc().file(RPCRT4, "5.1.2600.1000");

        // When
        AttestationResult result = judge(catalog, unproven);

        // Then
        assertThat(Judging.codes(result.grounds())).doesNotContain(ReasonCode.SUPERSEDENCE_GAP);
    }

    @Test
    void updateKnownByAKeyAlone_isToldAndDoesNotCount() {
        // Given
        Update component = update("KB9", RestartNeed.YES, List.of(), fix(XP_SP1, List.of(key("KB9")), List.of()));

        // When
        AttestationResult result = judge(Catalogs.of(newest2(), component), pc());

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly("KB3");
        assertThat(result.folded())
                .containsExactly(new FoldedUpdates(
                        Optional.empty(), LayerResult.FALSE, UpdateVerdict.COULD_NOT_CHECK, List.of("KB9")));
        assertThat(result.notes()).contains(new Reason(ReasonCode.UPDATES_NOTHING_SETTLES, "", "", "1"));
    }

    @Test
    void nothingButUpdatesKnownByKeys_isNeverUpToDate() {
        // Given
        Update component = update("KB9", RestartNeed.YES, List.of(), fix(XP_SP1, List.of(key("KB9")), List.of()));

        // When
        AttestationResult result = judge(Catalogs.of(component), pc().key(keyPath("KB9")));

        // Then
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
        assertThat(Judging.codes(result.grounds())).contains(ReasonCode.NO_APPLICABLE_UPDATE);
    }

    private static Update newest2() {
        return update(
                "KB3",
                RestartNeed.YES,
                List.of(),
                fix(XP_SP1, List.of(key("KB3")), List.of(atLeast(RPCRT4, "5.1.2600.1254"))));
    }

    private static final ProductCondition ANOTHER = Catalogs.windows("5.2", Optional.empty(), Set.of());

    @ParameterizedTest
    @CsvSource({"1.0.0.5, UP_TO_DATE", "1.0.0.4, NOT_UP_TO_DATE"})
    void brokenChainFromAnUpdateWhoseOwnFileTells_isNoGap(String version, OverallVerdict found) {
        // When
        AttestationResult result = judge(
                Catalogs.of(oldest(), middle(ANOTHER), newest()),
                pc().key(keyPath("KB1")).file(OTHER_FILE, version));

        // Then
        assertThat(result.found()).isEqualTo(found);
        assertThat(codes(result.grounds())).doesNotContain(ReasonCode.SUPERSEDENCE_GAP);
    }

    @Test
    void chainThatHoldsBesideABrokenOne_settlesAndSaysNothingOfGaps() {
        // Given
        Update replacesBoth = update(
                "KB3",
                RestartNeed.YES,
                List.of("KB1", "KB2"),
                fix(XP_SP1, List.of(key("KB3")), List.of(atLeast(RPCRT4, "5.1.2600.1254"))));

        // When
        AttestationResult result = judge(Catalogs.of(oldest(), middle(ANOTHER), replacesBoth), pc());

        // Then
        assertThat(verdict(result, "KB1")).isEqualTo(UpdateVerdict.IN_FORCE);
        assertThat(result.grounds()).isEmpty();
    }

    @Test
    void provenUpdateThatUndoesTheOneItReplaces_isNoGap() {
        // Given
        Update undone = update(
                "KB1",
                RestartNeed.YES,
                List.of(),
                List.of(),
                List.of("KB3"),
                fix(XP_SP1, List.of(key("KB1")), List.of(atLeast(OTHER_FILE, "1.0.0.5"))));

        // When
        AttestationResult result = judge(Catalogs.of(undone, middle(XP_SP1), newest()), pc());

        // Then
        assertThat(verdict(result, "KB1")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(codes(result.grounds())).doesNotContain(ReasonCode.SUPERSEDENCE_GAP);
    }

    @Test
    void longChainThroughTwoUpdatesOfAnotherProduct_isShownWithTheFirstOfThem() {
        // Given
        Update second = update("KB4", RestartNeed.YES, List.of("KB2"), fix(ANOTHER, List.of(key("KB4")), List.of()));
        Update last = update(
                "KB5",
                RestartNeed.YES,
                List.of("KB4"),
                fix(XP_SP1, List.of(key("KB5")), List.of(atLeast(RPCRT4, "5.1.2600.1254"))));

        // When
        AttestationResult result = judge(Catalogs.of(oldest(), middle(ANOTHER), second, last), pc());

        // Then
        assertThat(result.grounds()).contains(new Reason(ReasonCode.SUPERSEDENCE_GAP, "KB5", "KB2", "KB1"));
    }
}
