package dev.patchproof.portal.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @Test
    void absentDirectory_isMadeForItsOwnerAlone(@TempDir Path folder) throws IOException {
        Path home = folder.resolve("a/b");

        new DataDirectory(home).directory("keys");

        assertThat(mode(home)).isEqualTo("rwx------");
        assertThat(mode(home.resolve("keys"))).isEqualTo("rwx------");
        assertThat(mode(home.resolve("patchproof.db"))).isEqualTo("rw-------");
    }

    @Test
    void fileInItsPlace_refusedWithTheSettingToChange(@TempDir Path folder) throws IOException {
        Path home = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> new DataDirectory(home))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(home.toString())
                .hasMessageContaining("PATCHPROOF_HOME");
    }

    @Test
    void directoryThatCannotBeMade_refused() {
        assertThatThrownBy(() -> new DataDirectory(Path.of("/proc/patchproof")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("/proc/patchproof");
    }

    @Test
    void databasePathThatIsADirectory_refused(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("patchproof.db"));

        assertThatThrownBy(() -> new DataDirectory(folder)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void writtenFile_isPrivateAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("key");

        PrivateFiles.write(file, new byte[] {1});
        PrivateFiles.write(file, new byte[] {2, 3});

        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file).hasBinaryContent(new byte[] {2, 3});
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
