package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFolderTest {

    @Test
    void linux_isTheStateFolder() {
        assertThat(ThisComputer.userFolder(Map.of(), "/home/ann", false))
                .isEqualTo(Path.of("/home/ann/.local/state/patchproof"));
        assertThat(ThisComputer.userFolder(Map.of("XDG_STATE_HOME", "/var/ann"), "/home/ann", false))
                .isEqualTo(Path.of("/var/ann/patchproof"));
        assertThat(ThisComputer.userFolder(Map.of("XDG_STATE_HOME", "relative"), "/home/ann", false))
                .isEqualTo(Path.of("/home/ann/.local/state/patchproof"));
    }

    @Test
    void windows_isTheLocalApplicationData() {
        assertThat(ThisComputer.userFolder(Map.of("LOCALAPPDATA", "/local"), "/home/ann", true))
                .isEqualTo(Path.of("/local/Patchproof"));
        assertThat(ThisComputer.userFolder(Map.of(), "/home/ann", true))
                .isEqualTo(Path.of("/home/ann/AppData/Local/Patchproof"));
    }
}
