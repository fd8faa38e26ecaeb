package dev.patchproof.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MachineKeyTest {

    @Test
    void secondStart_keepsTheKeyForItsOwnerAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("machine.key");
        MachineKey first = new MachineKey(file);

        MachineKey second = new MachineKey(file);

        assertThat(second.value()).isEqualTo(first.value()).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherPortal_namesTheSameHashOtherwise(@TempDir Path folder) {
        String hash = "ab".repeat(32);

        String here = new MachineKey(folder.resolve("a.key")).named(hash);
        String elsewhere = new MachineKey(folder.resolve("b.key")).named(hash);

        assertThat(here).endsWith("-" + hash).isNotEqualTo(elsewhere);
    }

    @Test
    void damagedKey_refusedAndKept(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("machine.key"), "short");

        assertThatThrownBy(() -> new MachineKey(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("machine.key")
                .hasMessageContaining("Restore it");
        assertThat(file).hasContent("short");
    }
}
