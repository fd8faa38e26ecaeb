package dev.patchproof.probe.windows;

import static dev.patchproof.probe.windows.CollectInWine.file;
import static dev.patchproof.probe.windows.CollectInWine.signature;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import dev.patchproof.evidence.Finding;
import dev.patchproof.wine.PeFixture;
import dev.patchproof.wine.WinePrefix;
import dev.patchproof.wine.WineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Links out of the system's folders under Wine, which shows a link of Linux to a folder as a reparse point. It shows one to
 * a file as that file, which the opened file alone tells, as it does where a folder is swapped after the look at it. Wine
 * makes no junctions: those were never seen.
 */
class HostileFoldersWineIT {

    private static final Instant LONG_AGO = Instant.parse("2003-07-05T10:00:00Z");

    @Test
    void folderThatLeadsOut_isNotFollowedWhileItsNeighboursAreRead() throws Exception {
        try (WinePrefix prefix = WinePrefix.create(Path.of("target", "wine"))) {
            byte[] library = PeFixture.pe64().version("6.1.7601.23689").bytes();
            prefix.put("users/ann/color/a.dll", library, LONG_AGO);
            prefix.put("windows/system32/patchproof/a.dll", library, LONG_AGO);
            Files.createSymbolicLink(
                    prefix.driveC().resolve("windows/system32/leads-out"),
                    prefix.driveC().resolve("users/ann/color"));

            Files.createSymbolicLink(
                    prefix.driveC().resolve("windows/system32/link.dll"),
                    prefix.driveC().resolve("users/ann/color/a.dll"));

            List<String> found = collect(
                    prefix,
                    file("%SystemRoot%\\System32\\leads-out\\a.dll"),
                    signature("%SystemRoot%\\System32\\leads-out\\a.dll"),
                    file("%SystemRoot%\\System32\\patchproof\\a.dll"),
                    file("%SystemRoot%\\System32\\nothing\\a.dll"),
                    file("%SystemRoot%\\System32\\link.dll"),
                    file("%SystemRoot%\\SYSTEM32\\Patchproof\\A.DLL"));

            assertThat(found.get(0)).startsWith("Failed[code=LEADS_OUT");
            assertThat(found.get(1)).startsWith("Failed[code=LEADS_OUT");
            assertThat(found.get(2)).contains("fixedVersion=Exists[value=6.1.7601.23689]");
            assertThat(found.get(3)).isEqualTo(Finding.doesNotExist().toString());
            assertThat(found.get(4)).startsWith("Failed[code=LEADS_OUT").contains("while it was opened");
            assertThat(found.get(5)).contains("fixedVersion=Exists[value=6.1.7601.23689]");
        }
    }

    private static List<String> collect(WinePrefix prefix, String... questions)
            throws IOException, InterruptedException {
        WineRun run = prefix.java(
                CollectInWine.class, List.of(WindowsCollector.class, Native.class, Advapi32.class), List.of(questions));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().getBytes(UTF_8)).isNotEmpty();
        return run.out().lines().toList();
    }
}
