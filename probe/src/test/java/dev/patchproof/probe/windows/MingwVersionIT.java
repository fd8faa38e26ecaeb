package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Finding;
import dev.patchproof.wine.MingwLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Libraries that a linker built, not our own fixture. */
class MingwVersionIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void linkedLibrary_fixedVersionAndOlderString(MingwLibrary.Bits bits) throws Exception {
        byte[] library = MingwLibrary.build(folder, bits, "10.0.26100.3775", "10.0.26100.1 (WinBuild.160101.0800)");

        assertThat(read(library))
                .isEqualTo(new PeVersion(
                        Finding.exists("10.0.26100.3775"), Finding.exists("10.0.26100.1 (WinBuild.160101.0800)")));
    }

    @ParameterizedTest
    @EnumSource
    void linkedLibraryCutOffAnywhere_malformed(MingwLibrary.Bits bits) throws Exception {
        byte[] library = MingwLibrary.build(folder, bits, "5.1.2600.1230", "5.1.2600.1230");

        for (int length = 0; length < library.length; length++) {
            assertThat(read(Arrays.copyOf(library, length)).fixedVersion()).isInstanceOf(Finding.Failed.class);
        }
    }

    private PeVersion read(byte[] library) throws IOException {
        return PeVersionReader.read(new BytesChannel(library));
    }
}
