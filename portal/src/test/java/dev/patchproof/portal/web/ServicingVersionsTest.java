package dev.patchproof.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsServicingFact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four findings, four sentences. */
final class ServicingVersionsTest {
    private final ServicingVersions versions = new ServicingVersions(Sentences.load());

    private List<String> of(Finding<WindowsServicingFact> fact) {
        return versions.of(List.of(
                new Observation<>(new Query.WindowsRestart(), Finding.doesNotExist()),
                new Observation<>(new Query.WindowsServicing(), fact)));
    }

    private List<String> of(Finding<List<String>> stacks, Finding<String> release) {
        return of(Finding.exists(new WindowsServicingFact(Finding.doesNotExist(), stacks, release)));
    }

    @Test
    void found_isToldAsItWasFound() {
        assertThat(of(Finding.exists(List.of("10.0.19041.3205")), Finding.exists("528372")))
                .containsExactly(
                        "Servicing stack 10.0.19041.3205 (shown, not judged)",
                        ".NET Framework 4, release 528372 (shown, not judged)");
    }

    @Test
    void absentFailedAndNotCollected_areToldApart() {
        assertThat(of(Finding.doesNotExist(), Finding.doesNotExist()))
                .containsExactly("Windows names no servicing stack", "No .NET Framework 4");
        assertThat(of(Finding.error("WIN32_5", "denied"), Finding.error("MALFORMED", "no number")))
                .containsExactly(
                        "Servicing stack could not be read: WIN32_5",
                        "Release of .NET Framework 4 could not be read: MALFORMED");
        assertThat(of(
                        Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time"),
                        Finding.notCollected(NotCollectedReason.LIMIT_REACHED, "time")))
                .containsExactly("Servicing stack not looked at: time", ".NET Framework 4 not looked at: time");
    }

    @Test
    void nothingReadOfServicing_nothingIsSaid() {
        assertThat(of(Finding.error("WIN32_5", "denied"))).isEmpty();
    }
}
