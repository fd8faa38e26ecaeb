package dev.patchproof.portal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloneSignTest {
    private static final String DAY = "2026-11-25T";

    @ParameterizedTest
    @CsvSource({
        // one start, seen twice
        "08:00, 09:00, 08:00, 10:00, ''",
        // one start, told differently because the clock was set right
        "08:00, 09:00, 08:09, 10:00, ''",
        // one after the other
        "08:00, 09:00, 09:30, 10:00, ''",
        "09:30, 10:00, 08:00, 09:00, ''",
        // the second one started while the first one ran, and was seen before it
        "08:00, 11:00, 09:30, 10:00, BOOTS_OVERLAP",
        "08:00, 09:30, 09:00, 10:00, BOOTS_OVERLAP",
        "09:00, 10:00, 08:00, 09:30, BOOTS_OVERLAP",
        // within what clocks may differ
        "08:00, 09:05, 09:00, 10:00, ''",
    })
    void runsOfOneMachine_overlapOrNot(String boot, String seen, String otherBoot, String otherSeen, String sign) {
        Set<CloneSign> signs = CloneSign.between(
                sighting("a", "desk-17", "m", boot, seen), sighting("b", "desk-17", "m", otherBoot, otherSeen));

        assertThat(signs).isEqualTo(sign.isEmpty() ? Set.of() : Set.of(CloneSign.valueOf(sign)));
    }

    @ParameterizedTest
    @CsvSource({
        "desk-17, desk-17, false",
        "desk-17, DESK-17.corp.example, false",
        "desk-17, '', false",
        "desk-17, desk-18, true",
        "desk-17.a.example, desk-18.a.example, true",
        "TITLE, title, false",
    })
    void namesOfOneMachine_differOrNot(String name, String otherName, boolean differ) {
        Set<CloneSign> signs = CloneSign.between(
                sighting("a", name, "m", "08:00", "09:00"), sighting("b", otherName, "m", "08:00", "09:10"));

        assertThat(signs.contains(CloneSign.HOST_NAMES)).isEqualTo(differ);
    }

    @Test
    void otherMachinesAndUnknownOnes_showNothing() {
        Sighting one = sighting("a", "desk-17", "m", "08:00", "11:00");

        assertThat(CloneSign.between(one, sighting("b", "desk-18", "n", "09:00", "10:00")))
                .isEmpty();
        assertThat(CloneSign.between(one, sighting("b", "desk-18", "", "09:00", "10:00")))
                .isEmpty();
        assertThat(CloneSign.between(
                        sighting("a", "desk-17", "", "08:00", "11:00"), sighting("b", "desk-18", "", "09:00", "10:00")))
                .isEmpty();
    }

    @Test
    void deviceAmongOthers_isNotComparedWithItself() {
        Sighting one = sighting("a", "desk-17", "m", "08:00", "11:00");

        assertThat(CloneSign.among(one, List.of(one))).isEmpty();
        assertThat(CloneSign.among(one, List.of(one, sighting("b", "desk-18", "m", "09:00", "10:00"))))
                .containsExactlyInAnyOrder(CloneSign.HOST_NAMES, CloneSign.BOOTS_OVERLAP);
    }

    @Test
    void hashesUnderDifferentKeysOfThePortal_areNotAnotherMachine() {
        Sighting one = sighting("a", "desk-17", "11111111-aa", "08:00", "09:00");

        assertThat(one.isOnAnotherMachineThan(sighting("a", "desk-17", "11111111-bb", "08:00", "09:00")))
                .isTrue();
        assertThat(one.isOnAnotherMachineThan(sighting("a", "desk-17", "22222222-bb", "08:00", "09:00")))
                .isFalse();
        assertThat(one.isOnAnotherMachineThan(sighting("a", "desk-17", "", "08:00", "09:00")))
                .isFalse();
    }

    private static Sighting sighting(String ueid, String name, String machine, String booted, String seen) {
        return new Sighting(
                ueid,
                "key",
                "result-" + ueid,
                name,
                machine.isEmpty() ? Optional.empty() : Optional.of(machine),
                Optional.of(Instant.parse(DAY + booted + ":00Z")),
                Instant.parse(DAY + seen + ":00Z"));
    }
}
