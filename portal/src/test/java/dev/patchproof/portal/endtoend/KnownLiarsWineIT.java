package dev.patchproof.portal.endtoend;

import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.corpus.CaseComputer;
import dev.patchproof.portal.corpus.ExpectedResult.ExpectedUpdate;
import dev.patchproof.portal.corpus.LiarCase;
import dev.patchproof.portal.process.PortalProcess;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The known liars and their clean twins once more, by the real jar in a real Windows Java: registry and files of a Wine
 * prefix are made of the same case files, and the portal judges by the catalogs of the cases. It is Wine, not Windows:
 * what it cannot host, and why, stands in each case. Overall verdicts are compared where the day of the test and the
 * support of the release do not decide them.
 *
 * <p>There are no catalogs signed by the vendor in Wine, and whether a proven update is in force depends on what no case
 * can choose: see {@link UpdateInWine}. Where nothing but that keeps it from being in force, what the system claims and
 * what lies on the disk are compared, and its verdict is not.
 */
class KnownLiarsWineIT {
    /** What rests on signed catalogs, on an update that is in force, and on how long ago the machine was started. */
    private static final Set<ReasonCode> NOT_IN_WINE = Set.of(
            ReasonCode.FILE_SIGNED_BY_BUILD,
            ReasonCode.FILE_SIGNED_BY_OLDER_BUILD,
            ReasonCode.SATISFIED_BY_SUCCESSOR,
            ReasonCode.FILES_OLDER_THAN_BOOT);

    private final SoftAssertions softly = new SoftAssertions();

    static Stream<HostedCases> groups() {
        return HostedCases.all().stream();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyComputerThatWineCanBe_isJudgedAsItsCaseSays(HostedCases group, @TempDir Path folder) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("PATCHPROOF_HOME", folder.resolve("home").toString());
        settings.put(
                "PATCHPROOF_CATALOG_DIR",
                group.catalog(Files.createDirectory(folder.resolve("catalog"))).toString());
        if (!group.requiredMitigations().isEmpty()) {
            settings.put("PATCHPROOF_APPRAISAL_REQUIRED_MITIGATIONS", group.requiredMitigations());
        }
        try (PortalProcess portal = PortalProcess.start(folder, settings)) {
            for (LiarCase each : group.cases()) {
                for (CaseComputer computer : HostedCases.hosted(each)) {
                    ProbeRun run = run(portal, folder, computer);
                    if (run.exitCode() >= 0 && run.exitCode() <= 2) {
                        compare(each, computer, Visit.result(portal, run));
                    } else {
                        softly.fail(each.id() + ": " + computer.name() + ": " + run);
                    }
                }
            }
        }
        softly.assertAll();
    }

    private static ProbeRun run(PortalProcess portal, Path folder, CaseComputer computer)
            throws IOException, InterruptedException {
        Visit visit = Visit.begin(portal, folder);
        try (WinePrefix prefix = WinePrefix.create(Path.of("target", "wine"))) {
            new HostedWindows(computer.evidence()).in(prefix);
            WineRun run = prefix.java(List.of(
                    "-Dfile.encoding=UTF-8",
                    "-jar",
                    WinePrefix.windowsName(visit.jar()),
                    "--yes",
                    "--no-gui",
                    "--output",
                    "json"));
            return new ProbeRun(run.exitCode(), run.out(), run.err());
        }
    }

    private void compare(LiarCase liarCase, CaseComputer computer, JsonPath result) {
        String name = liarCase.id() + ": " + computer.name();
        computer.expected().updates().forEach((id, expected) -> {
            if (!liarCase.wine().without().contains(id)) {
                compare(name, id, expected, UpdateInWine.of(result, id, computer.evidence()));
            }
        });
        String found = result.getString("verdict");
        if (computer.expected().found() == OverallVerdict.NOT_UP_TO_DATE) {
            softly.assertThat(found).as(name).isEqualTo(OverallVerdict.NOT_UP_TO_DATE.name());
        }
        if (liarCase.liars().contains(computer)) {
            softly.assertThat(found).as(name).isNotEqualTo(OverallVerdict.UP_TO_DATE.name());
        }
    }

    private void compare(String name, String id, ExpectedUpdate expected, UpdateInWine found) {
        boolean heldBack = found.isHeldBack() && UpdateInWine.isProven(expected.verdict());
        String each = name + ": " + id + ": " + found;
        if (heldBack) {
            softly.assertThat(found.onDisk()).as(each).isEqualTo(LayerResult.TRUE);
            softly.assertThat(found.claimed()).as(each).isIn(UpdateInWine.claims(expected.verdict()));
        } else {
            softly.assertThat(found.verdict()).as(each).isEqualTo(expected.verdict());
        }
        for (Layer layer : Layer.values()) {
            if (!heldBack || layer != Layer.IN_FORCE) {
                softly.assertThat(found.reasons(layer)).as(each + " " + layer).containsAll(due(expected, layer));
            }
        }
        if (!heldBack && expected.reasons(Layer.IN_FORCE).contains(ReasonCode.FILES_OLDER_THAN_BOOT)) {
            softly.assertThat(found.reasons(Layer.IN_FORCE))
                    .as(each)
                    .containsAnyOf(ReasonCode.FILES_OLDER_THAN_BOOT, ReasonCode.NO_REPLACED_CODE);
        }
    }

    private static List<ReasonCode> due(ExpectedUpdate expected, Layer layer) {
        return expected.reasons(layer).stream()
                .filter(code -> !NOT_IN_WINE.contains(code))
                .toList();
    }
}
