package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patchproof.probe.trust.KeySet;
import dev.patchproof.probe.trust.TestPortal;
import dev.patchproof.probe.trust.Ticket;
import dev.patchproof.probe.trust.TrustException;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedPlansTest {
    private static final String URL = "https://portal.test";

    private final TestPortal portal = TestPortal.of(URL);

    @ParameterizedTest
    @MethodSource("dev.patchproof.probe.RefusedPlan#all")
    void hostilePlan_isRefusedForItsDefectAndNamesIt(RefusedPlan hostile) throws Exception {
        String token = hostile.token(portal, URL, TestPortal.NOW);

        Throwable refused = catchThrowable(() -> accept(token));

        assertThat(reason(refused)).as(String.valueOf(refused)).isEqualTo(hostile.reason());
        assertThat(refused).hasMessageContaining(hostile.named());
        assertThat(refused.getMessage()).hasSizeLessThan(1_000);
    }

    @Test
    void samePlanWithoutADefect_isAccepted() throws Exception {
        RefusedPlan twice = new RefusedPlan("altered-after-signing", "portal", "", "", "");

        assertThat(catchThrowable(() -> accept(twice.token(portal, URL, TestPortal.NOW))))
                .isNull();
    }

    @Test
    void eachFile_isInTheTable() throws Exception {
        URI folder = Objects.requireNonNull(RefusedPlan.class.getResource("refused-plans"), "folder")
                .toURI();
        List<String> files;
        try (Stream<Path> all = Files.list(new File(folder).toPath())) {
            files = all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .toList();
        }

        assertThat(RefusedPlan.all().map(RefusedPlan::defect)).containsExactlyInAnyOrderElementsOf(files);
        assertThat(files).hasSizeGreaterThan(20);
    }

    @Test
    void oneBadQueryAmongGoodOnes_refusesThePlanWhole() throws Exception {
        RefusedPlan password = RefusedPlan.all()
                .filter(plan -> plan.defect().equals("registry-default-password"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> accept(password.token(portal, URL, TestPortal.NOW)))
                .hasMessageStartingWith("The plan was refused as a whole. It asks for RegistryValue");
    }

    private void accept(String token) throws TrustException, PlanRefusedException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), TestPortal.NOW);
        Ticket ticket = keys.verifyTicket(portal.ticket("check-1"), TestPortal.NOW);
        PlanLimits.require(keys.verifyPlan(token, ticket, TestPortal.bookworm(), TestPortal.NOW)
                .plan());
    }

    private static String reason(Throwable refused) {
        if (refused instanceof TrustException untrusted) {
            return untrusted.reason().name();
        }
        return refused instanceof PlanRefusedException ? "LIMITS" : String.valueOf(refused);
    }
}
