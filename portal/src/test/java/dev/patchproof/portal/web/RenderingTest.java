package dev.patchproof.portal.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.corpus.KnownLiars;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, printed by its real template. */
final class RenderingTest {
    private final PageEngine engine = new PageEngine();
    private final ResultPage page = new ResultPage(Sentences.load());

    static Stream<String> names() {
        return PageFixtures.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPage_isWholeAndFreeOfInlineCode(String name) {
        String html = requireNonNull(PageFixtures.all().get(name));

        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("<main class=\"site-main\" id=\"main\">", "</html>")
                .doesNotContain(" style=", " onclick=", "<style", "javascript:alert(1)\"", "null", "Optional[")
                .doesNotContainPattern("<script>|src=\"http|href=\"http://|@import");
        assertThat(html.split("<h1", -1)).hasSize(2);
    }

    @Test
    void liarAndItsProof_standOnThePage() {
        String html = result("windows-xp-claimed-not-found");

        assertThat(html)
                .contains("This computer says it is up to date. It is not.")
                .contains("The system says installed; the files say no")
                .contains("version 5.1.2600.1230 or later", "version 5.1.2600.1106")
                .contains("Self-reported", "Support has ended.")
                .contains("action=\"/results/Yc81nT4uWqZ0sLr5Yc81nT4u/delete\"");
    }

    @Test
    void knownLiars_standBesideTheirTwinsWithBothAnswers() {
        String html = requireNonNull(PageFixtures.all().get("known-liars"));
        int computers = KnownLiars.shipped().cases().stream()
                .mapToInt(each -> each.computers().size())
                .sum();

        assertThat(html.split("<article", -1)).hasSize(1 + computers);
        assertThat(html)
                .contains("id=\"2003-ms03-026\"", "href=\"#2003-ms03-026\"", "Microsoft disputed the report")
                .contains("version 5.1.2600.1230 or later", "version 5.1.2600.1106");
    }

    @Test
    void servicingStackAndNetFramework_standUnderWhatWasRead() {
        String html = result("windows-11-unverified");

        assertThat(html.substring(html.indexOf("What was read on this computer")))
                .contains("Servicing stack 10.0.26100.7295, 10.0.26100.7920 (shown, not judged)")
                .contains(".NET Framework 4, release 533509 (shown, not judged)");
        assertThat(result("debian-up-to-date")).doesNotContain("Servicing stack", ".NET Framework");
    }

    @Test
    void readerOfASharedLink_isNotOfferedDeletion() {
        assertThat(result("windows-11-unverified")).doesNotContain("/delete");
    }

    @Test
    void staleUpToDate_isNotCalledUpToDateInItsHeadline() {
        String html = result("stale");

        assertThat(html)
                .contains("<h1>This result is too old to rely on.</h1>")
                .contains("data-verdict=\"STALE\"")
                .doesNotContain("verdict-found\" data-verdict=\"UP_TO_DATE\"");
    }

    @Test
    void judgedAgain_showsItsHistoryAndInvitesToCheckAgain() {
        String html = result("windows-11-judged-again");

        assertThat(html)
                .contains("There are new questions.", "the catalog has learned of an update")
                .contains("<li>Check again. The catalog has grown since this computer was read")
                .contains("judged again <time datetime=\"2026-11-05T09:21:40Z\"")
                .contains("How this verdict came about", "The catalog changed, and the same report was judged again.")
                .contains("2 updates are judged differently", "<li>KB5077181: new; Could not be checked</li>")
                .contains("It became too old to rely on.", "data-verdict=\"STALE\">Stale<")
                .contains("Judged by an older catalog.");
        assertThat(html.indexOf("The catalog changed")).isLessThan(html.indexOf("The computer was checked."));
    }

    @Test
    void judgedOnce_hasNoHistory() {
        assertThat(result("windows-11-unverified")).doesNotContain("How this verdict came about", "judged again");
    }

    @Test
    void administratorsPage_showsReleasesCountsQuarantineAndTheLastFetch() {
        String html = requireNonNull(PageFixtures.all().get("admin-catalog"));

        assertThat(html)
                .contains("release 8 as of 2026-11-24", "Nothing was changed.", "OLDER: expected")
                .contains("<th scope=\"row\">7</th>", "<span class=\"badge\">in use</span>")
                .contains("msrc-2026-feb.xml", "range-empty", "No file came.", "SERVER_FAILED")
                .contains("Debian 12", "2026: ", "enctype=\"multipart/form-data\"");
        assertThat(requireNonNull(PageFixtures.all().get("admin-catalog-without-keys")))
                .contains("No release is taken.", "patchproof.catalog.keys");
        assertThat(requireNonNull(PageFixtures.all().get("admin-diff")))
                .contains("1 update added", "1 removed", "1 changed", "<del>", "<ins>");
    }

    @Test
    void hostileStrings_areShownHarmlessly() {
        String html = result("hostile");

        assertThat(html)
                .doesNotContain("<script>alert", "\u202E", "\u0000", "\u0007", "href=\"javascript:")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;‹U+202E›gnp.exe‹U+0000›‹U+0007›&quot;&#39;&amp;amp;")
                .contains("{view.link}");
    }

    @Test
    void fixThatWaitsForASwitch_isNotCuredByARestart() {
        String html = result("windows-11-switch-and-optional");

        assertThat(html)
                .contains("Installed, waiting for a switch", "required by your organisation")
                .contains("Somebody set the switch where Windows does not look for it.")
                .contains("set at HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\EnableCertPaddingCheck")
                .doesNotContain("“Restart”", "Restart, then", "restart this computer");
    }

    @Test
    void yearsOfCumulativeUpdates_areOneCardAndTwoLines() {
        String html = result("windows-10-behind");

        assertThat(html)
                .contains("1 update needs attention")
                .contains("Installing it brings 3 earlier updates of the same line as well", "KB5068781")
                .contains("and 50 earlier updates of the same line, settled by this one", "KB5020049")
                .contains("A gap in what replaces what.", "through KB5000001", "left open: KB4500001")
                .contains("12 updates of the catalog are known by keys alone");
        assertThat(html.split("<article", -1)).hasSize(1 + 1);
        assertThat(html.split("<td class=\"others-version\">", -1)).hasSize(1 + 1);
    }

    @Test
    void proPhasesAndLivePatch_haveSentencesOfTheirOwn() {
        String html = result("ubuntu-live-patched");

        assertThat(html)
                .contains("Not known whether this computer has Ubuntu Pro.", "ubuntu:jammy:demo:pro")
                .contains("Updates are being rolled out.", "ubuntu:jammy:ubuntu-drivers-common")
                .contains("whether it is this computer’s turn yet was not determined")
                .contains("More fixes exist with Ubuntu Pro.", "This one is not attached to it")
                .contains("Ubuntu Pro is attached, but its updates do not arrive.")
                .contains("The running kernel is patched while it runs.", "lkp_Ubuntu_5_15_0_91_101_generic_104")
                .contains("Restart at the next good moment.");
    }

    @Test
    void hardeningThatNobodyRequires_hasASectionOfItsOwnAndIsNotCounted() {
        String html = result("windows-11-switch-and-optional");

        assertThat(html)
                .contains("Optional hardening; your organisation does not require it", "It counts in no verdict.")
                .contains("1 update needs attention");
        assertThat(html.split("data-verdict=\"OPTIONAL\"", -1)).hasSize(1 + 2);
    }

    @Test
    void preparedUpdate_advisesTheRestartAndNothingElse() {
        String html = result("windows-11-pending-restart");

        assertThat(html)
                .contains("Windows has prepared this update. The next restart installs it.")
                .contains("Choose “Restart”, not “Shut down”")
                .doesNotContain("Install the newest cumulative update");
    }

    @Test
    void oldCoreFiles_areADoubtOnTheCardAndAboveIt() {
        String html = result("windows-11-old-core-files");

        assertThat(html)
                .contains("The system says installed; nothing proves it, and there is a doubt", "Old system files.")
                .doesNotContain("There is no sign that something is wrong");
    }

    @Test
    void manyUpdatesThatNeedAttention_getCardsUpToABoundAndLinesBeyond() {
        String html = result("offline-root-230-could-not-check");

        assertThat(html.split("<article", -1)).hasSize(1 + 6);
        assertThat(html.split("<details class=\"update\"", -1)).hasSize(1 + 94);
        assertThat(html).contains("230 updates need attention", "130 more updates need attention");
    }

    @Test
    void everyCombinationOfOverallVerdicts_hasAPage() {
        for (ClaimedVerdict claimed : ClaimedVerdict.values()) {
            for (OverallVerdict found : OverallVerdict.values()) {
                ResultView view = page.view(ResultFixtures.visit(
                        "host",
                        ResultFixtures.result(claimed, found, "Debian", List.of(), List.of(), List.of()),
                        true));

                String html = engine.render("result", view);

                assertThat(html)
                        .contains("verdict-claimed\" data-verdict=\"" + claimed)
                        .contains("verdict-found\" data-verdict=\"" + found);
            }
        }
    }

    @Test
    void threeThousandUpdates_stayAPageOfReasonableSize() {
        ResultView view = page.view(ResultFixtures.visit(
                "host",
                ResultFixtures.result(
                        ClaimedVerdict.UP_TO_DATE,
                        OverallVerdict.UP_TO_DATE,
                        "Debian",
                        List.of(),
                        IntStream.range(0, 3000)
                                .mapToObj(ResultFixtures::debianInForce)
                                .toList(),
                        List.of()),
                true));

        assertThat(engine.render("result", view).length()).isLessThan(4_000_000);
    }

    @Test
    void turkishDefaultLocale_changesNothing() {
        Locale before = Locale.getDefault();
        try {
            String expected = result("windows-xp-claimed-not-found");
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(result("windows-xp-claimed-not-found")).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    private String result(String name) {
        return engine.render(
                "result", page.view(requireNonNull(ResultFixtures.all().get(name))));
    }
}
