package dev.patchproof.portal.endtoend;

import static dev.patchproof.portal.endtoend.Visit.verdictOf;

import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateVerdict;
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
 * <p>Two things no case can have in Wine. There are no catalogs signed by the vendor. And the change time of a file is the
 * moment at which the test puts it there, which is never before the start of the machine: where that alone keeps a proven
 * update from being in force, its files are compared and its verdict is not.
 */
class KnownLiarsWineIT {
    /** What rests on signed catalogs, and what rests on an update that is in force. */
    private static final Set<ReasonCode> NOT_IN_WINE = Set.of(
            ReasonCode.FILE_SIGNED_BY_BUILD, ReasonCode.FILE_SIGNED_BY_OLDER_BUILD, ReasonCode.SATISFIED_BY_SUCCESSOR);

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
                compare(name, id, expected, result);
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

    private void compare(String name, String id, ExpectedUpdate expected, JsonPath result) {
        String update = "updates.find { it.updateId == '" + id + "' }";
        boolean tooNew = waitsForARestartOfWine(expected, result, update);
        if (!tooNew) {
            softly.assertThat(verdictOf(result, id))
                    .as(name + ": " + id + ": " + result.getString(update + ".layers"))
                    .isEqualTo(expected.verdict().name());
        }
        for (Layer layer : Layer.values()) {
            if (!tooNew || layer != Layer.IN_FORCE) {
                softly.assertThat(result.<String>getList(update + ".layers." + layer + ".reasons.code"))
                        .as(name + ": " + id + " " + layer)
                        .containsAll(due(expected, layer));
            }
        }
    }

    private static boolean waitsForARestartOfWine(ExpectedUpdate expected, JsonPath result, String update) {
        List<String> reasons = result.getList(update + ".layers.IN_FORCE.reasons.code");
        return Set.of(UpdateVerdict.IN_FORCE, UpdateVerdict.FOUND_NOT_CLAIMED).contains(expected.verdict())
                && UpdateVerdict.INSTALLED_NOT_IN_FORCE.name().equals(result.getString(update + ".verdict"))
                && LayerResult.TRUE.name().equals(result.getString(update + ".layers.ON_DISK.result"))
                && reasons.contains(ReasonCode.FILE_NEWER_THAN_BOOT.name());
    }

    private static List<String> due(ExpectedUpdate expected, Layer layer) {
        return expected.reasons(layer).stream()
                .filter(code -> !NOT_IN_WINE.contains(code))
                .map(Enum::name)
                .toList();
    }
}
