package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.update;
import static dev.patchproof.portal.appraisal.Judging.judge;
import static dev.patchproof.portal.appraisal.Judging.reason;
import static dev.patchproof.portal.appraisal.Judging.verdict;
import static dev.patchproof.portal.appraisal.ModernWindows.filesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.evidence.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Updates that are for servers without a desktop alone, or for those of one edition. */
class ServerCoreTest {
    private static final Catalog CATALOG = Catalogs.of(
            update("KB1", RestartNeed.YES, List.of(), fix(Set.of(), Set.of(), 32230, false)),
            update("KB2", RestartNeed.YES, List.of(), fix(Set.of(), Set.of("Server Core"), 32370, false)));

    private static Fix fix(Set<String> editions, Set<String> installations, int revision, boolean exactly) {
        return new Fix(
                new ProductCondition(
                        Family.WINDOWS,
                        Optional.of("10.0"),
                        Optional.of(26100),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        editions,
                        installations,
                        Optional.empty()),
                exactly ? "hotpatch" : "cumulative",
                List.of(new WindowsRevision(26100, revision, exactly)),
                exactly ? List.of() : List.of(new SignedBuild(26100, revision, CumulativeCatalog.CORE)),
                List.of(),
                List.of());
    }

    private static AttestationResult judged(Finding<String> installation) {
        return judge(
                CATALOG,
                filesOf(ModernWindows.server2025("32230"), 26100, 32230).installation(installation));
    }

    @Test
    void serverCore_missesWhatIsForServerCore() {
        AttestationResult result = judged(Finding.exists("Server Core"));

        assertThat(verdict(result, "KB2")).isEqualTo(UpdateVerdict.MISSING);
        assertThat(result.found()).isEqualTo(OverallVerdict.NOT_UP_TO_DATE);
    }

    @Test
    void serverWithDesktop_isNotAccusedOfIt() {
        AttestationResult result = judged(Finding.exists("Server"));

        assertThat(result.updates()).extracting(UpdateResult::updateId).containsExactly("KB1");
        assertThat(result.found()).isEqualTo(OverallVerdict.UP_TO_DATE);
    }

    @Test
    void typeOfInstallationUnknown_isNeitherAccusedNorUpToDate() {
        AttestationResult result = judged(Finding.error("WIN32_5", "denied"));

        assertThat(verdict(result, "KB2")).isEqualTo(UpdateVerdict.COULD_NOT_CHECK);
        assertThat(reason(result, "KB2", ReasonCode.PRODUCT_FACT_UNKNOWN).subject())
                .isEqualTo("installationType");
        assertThat(result.found()).isEqualTo(OverallVerdict.CANNOT_TELL);
    }

    @Test
    void hotpatchOfTheAzureEdition_settlesThatEditionAlone() {
        Catalog hotpatched = Catalogs.of(update(
                "KB3",
                RestartNeed.YES,
                List.of(),
                fix(Set.of(), Set.of(), 32370, false),
                fix(Set.of("ServerTurbine", "ServerTurbineCor"), Set.of(), 32313, true)));

        assertThat(verdict(judge(hotpatched, server("ServerTurbine")), "KB3")).isNotEqualTo(UpdateVerdict.MISSING);
        assertThat(verdict(judge(hotpatched, server("ServerDatacenter")), "KB3"))
                .isEqualTo(UpdateVerdict.MISSING);
    }

    private static Computer server(String edition) {
        return filesOf(ModernWindows.server2025(edition, "32313"), 26100, 32230);
    }
}
