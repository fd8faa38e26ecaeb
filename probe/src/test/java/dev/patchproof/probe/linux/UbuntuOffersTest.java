package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.UbuntuOffersFact;
import dev.patchproof.evidence.UbuntuOffersFact.ListedArchive;
import dev.patchproof.evidence.UbuntuOffersFact.PackageOffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UbuntuOffersTest {
    private static final String STATUS = "/var/lib/ubuntu-advantage/status.json";
    private static final String LISTS = "/var/lib/apt/lists/";
    private static final String ARCHIVE = LISTS + "archive.example_ubuntu_dists_jammy";
    private static final String DATE = "Tue, 24 Nov 2026  6:11:40 UTC";

    private DpkgRoot root;

    @BeforeEach
    void ubuntu(@TempDir Path folder) throws IOException {
        root = DpkgRoot.in(folder);
    }

    private UbuntuOffersFact read() {
        return Existing.of(root.live().collect(new Query.UbuntuOffers(), (units, what) -> {}));
    }

    private UbuntuOffersFact readWithout(String denied) {
        return Existing.of(root.liveWithout(denied).collect(new Query.UbuntuOffers(), (units, what) -> {}));
    }

    private static ListedArchive archive(String origin, String suite) {
        return new ListedArchive(new PackageArchive(origin, origin, suite, "jammy"), DATE);
    }

    private void release(String place, String origin, String suite) throws IOException {
        root.write(
                place + "_InRelease",
                "Origin: " + origin + "\nLabel: " + origin + "\nSuite: " + suite + "\nCodename: jammy\nDate: " + DATE
                        + "\n");
    }

    private static String entry(String name, String version, String... more) {
        return "Package: " + name + "\nArchitecture: amd64\nVersion: " + version + "\n" + String.join("", more) + "\n";
    }

    @Test
    void attachedComputer_saysSo() throws IOException {
        root.write(STATUS, "{\"_doc\": \"x\", \"services\": [{\"name\": \"esm-infra\"}], \"attached\": true}");

        assertThat(read().attached()).isEqualTo(Finding.exists("true"));
    }

    @Test
    void clientThatWasNeverUsed_saysNothing() {
        assertThat(read().attached()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void statusThatIsDeniedOrCut_isAnErrorAndNotUnattached() throws IOException {
        root.write(STATUS, "{\"attached\": false, ");

        assertThat(read().attached()).isInstanceOf(Finding.Failed.class);

        root.write(STATUS, "{\"attached\": false}");

        assertThat(readWithout(STATUS).attached()).isInstanceOf(Finding.Failed.class);
    }

    @Test
    void archives_areThoseOfUbuntuAloneAndNotTheClientsOwnCopies() throws IOException {
        release(ARCHIVE, "Ubuntu", "jammy");
        root.write(ARCHIVE + "_main_binary-amd64_Packages", "")
                .write(ARCHIVE + "_universe_binary-amd64_Packages", "")
                .write(LISTS + "ppa.example_InRelease", "Origin: LP-PPA-x\n")
                .write(LISTS + "ppa.example_main_binary-amd64_Packages", "")
                .write(
                        "/var/lib/ubuntu-advantage/apt-esm/var/lib/apt/lists/esm.example_InRelease",
                        "Origin: UbuntuESM\n")
                .write(
                        "/var/lib/ubuntu-advantage/apt-esm/var/lib/apt/lists/esm.example_main_binary-amd64_Packages",
                        "");

        assertThat(read().archives()).isEqualTo(Finding.exists(List.of(archive("Ubuntu", "jammy"))));
    }

    @Test
    void packageInPhases_hasEveryOfferThatAptKnows() throws IOException {
        release(ARCHIVE, "Ubuntu", "jammy");
        release(ARCHIVE + "-updates", "Ubuntu", "jammy-updates");
        root.write(ARCHIVE + "_main_binary-amd64_Packages", entry("demo", "1.0-1") + entry("other", "1.0-1"))
                .write(
                        ARCHIVE + "-updates_main_binary-amd64_Packages",
                        entry("demo", "1.0-1ubuntu0.2", "Phased-Update-Percentage: 20\n")
                                + entry("other", "1.0-1ubuntu0.1"));

        assertThat(Existing.of(read().phased()))
                .containsExactlyInAnyOrder(
                        new PackageOffer("demo", "amd64", "1.0-1", "", archive("Ubuntu", "jammy")),
                        new PackageOffer("demo", "amd64", "1.0-1ubuntu0.2", "20", archive("Ubuntu", "jammy-updates")));
    }

    @Test
    void nothingInPhases_isAnEmptyListAndNoListsAreNotCollected() throws IOException {
        assertThat(read().phased()).isInstanceOf(Finding.NotCollected.class);
        assertThat(read().archives()).isInstanceOf(Finding.NotCollected.class);

        release(ARCHIVE + "-updates", "Ubuntu", "jammy-updates");
        root.write(ARCHIVE + "-updates_main_binary-amd64_Packages", entry("demo", "1.0-1ubuntu0.2"));

        assertThat(read().phased()).isEqualTo(Finding.exists(List.of()));
    }

    @Test
    void listThatCannotBeRead_isAnError() throws IOException {
        release(ARCHIVE + "-updates", "Ubuntu", "jammy-updates");
        root.write(ARCHIVE + "-updates_main_binary-amd64_Packages", entry("demo", "1.0-1ubuntu0.2"));

        assertThat(readWithout(ARCHIVE + "-updates_main_binary-amd64_Packages").phased())
                .isInstanceOf(Finding.Failed.class);
        assertThat(readWithout(ARCHIVE + "-updates_InRelease").archives()).isInstanceOf(Finding.Failed.class);
    }

    @Test
    void folder_tellsTheSame() throws IOException {
        root.write(STATUS, "{\"attached\": true}");

        assertThat(Existing.of(root.offline().collect(new Query.UbuntuOffers(), (units, what) -> {}))
                        .attached())
                .isEqualTo(Finding.exists("true"));
    }
}
