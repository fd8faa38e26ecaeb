package dev.patchproof.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceKeyFileTest {
    private Path folder;

    @BeforeEach
    void folder(@TempDir Path folder) {
        this.folder = folder.resolve("state/patchproof");
    }

    @Test
    void firstUse_makesAKeyForItsUserAlone() throws Exception {
        DeviceKey key = plain().loadOrCreate();

        assertThat(Base64.getUrlDecoder().decode(key.ueid())).hasSize(17).startsWith(0x01);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("device-key"))))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("device-key"));
        }
    }

    @Test
    void secondUse_findsTheSameKey() throws Exception {
        DeviceKey first = plain().loadOrCreate();
        DeviceKey second = plain().loadOrCreate();

        assertThat(second.ueid()).isEqualTo(first.ueid());
        assertThat(second.thumbprint()).isEqualTo(first.thumbprint());
        assertThat(second.publicJwk()).doesNotContainKey("d");
    }

    @Test
    void manyFirstUsesAtOnce_agreeOnOneKey() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<String> start = () -> plain().loadOrCreate().thumbprint();
            List<String> thumbprints = new ArrayList<>();
            for (Future<String> one : pool.invokeAll(List.of(start, start, start, start, start, start, start, start))) {
                thumbprints.add(one.get());
            }
            assertThat(thumbprints).containsOnly(thumbprints.get(0));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void protectedKey_isNotOnTheDiskAsItIs() throws Exception {
        KeyProtection mirror = new KeyProtection() {
            @Override
            public byte[] protect(byte[] secret) {
                byte[] kept = new byte[secret.length];
                for (int i = 0; i < secret.length; i++) {
                    kept[i] = (byte) ~secret[i];
                }
                return kept;
            }

            @Override
            public byte[] unprotect(byte[] kept) {
                return protect(kept);
            }
        };

        DeviceKey first = new DeviceKeyFile(folder, mirror).loadOrCreate();

        assertThat(new String(Files.readAllBytes(folder.resolve("device-key")), StandardCharsets.ISO_8859_1))
                .doesNotContain("ueid");
        assertThat(new DeviceKeyFile(folder, mirror).loadOrCreate().thumbprint())
                .isEqualTo(first.thumbprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "not json",
                "{\"patchproof\":1,\"ueid\":\"x\",\"key\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}",
                "{\"patchproof\":2,\"ueid\":\"x\",\"key\":{}}"
            })
    void damagedFile_isRefusedAndKept(String content) throws Exception {
        plain().loadOrCreate();
        Files.writeString(folder.resolve("device-key"), content);

        refuses(plain());
        assertThat(Files.readString(folder.resolve("device-key"))).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rwx------"})
    void fileThatOthersCouldRead_isRefused(String mode) throws Exception {
        plain().loadOrCreate();
        Files.setPosixFilePermissions(folder.resolve("device-key"), PosixFilePermissions.fromString(mode));

        refuses(plain());
    }

    @Test
    void linkInPlaceOfTheFile_isRefused(@TempDir Path elsewhere) throws Exception {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("device-key"), elsewhere.resolve("target"));

        refuses(plain());
        assertThat(elsewhere.resolve("target")).doesNotExist();
    }

    @Test
    void folderThatCannotBeMade_isRefused() throws Exception {
        Files.createDirectories(folder.resolve("..").resolve(".."));
        Files.writeString(folder.resolve("../..").normalize().resolve("state"), "a file");

        refuses(plain());
    }

    @Test
    void protectionThatFails_isRefused() {
        refuses(new DeviceKeyFile(folder, new KeyProtection() {
            @Override
            public byte[] protect(byte[] secret) throws IOException {
                throw new IOException("CryptProtectData failed");
            }

            @Override
            public byte[] unprotect(byte[] kept) {
                return kept;
            }
        }));
        assertThat(folder.resolve("device-key")).doesNotExist();
    }

    @Test
    void forgotten_leavesNothingAndTheNextUseIsAnotherDevice() throws Exception {
        DeviceKey before = plain().loadOrCreate();
        Files.writeString(folder.resolve("device-key.4711"), "what a probe that was stopped left");
        Files.writeString(folder.resolve("other"), "not of the key");

        assertThat(plain().forget()).isTrue();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("other"));
        }
        DeviceKey after = plain().loadOrCreate();
        assertThat(after.ueid()).isNotEqualTo(before.ueid());
        assertThat(after.thumbprint()).isNotEqualTo(before.thumbprint());
    }

    @Test
    void nothingToForget_isNoError() throws Exception {
        assertThat(plain().forget()).isFalse();
        Files.createDirectories(folder);
        assertThat(plain().forget()).isFalse();
    }

    @Test
    void damagedFileThatOthersMayRead_isForgottenAllTheSame() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("device-key"), "damaged");
        Files.setPosixFilePermissions(folder.resolve("device-key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(plain().forget()).isTrue();
        assertThat(folder.resolve("device-key")).doesNotExist();
    }

    @Test
    void linkInPlaceOfTheFile_isForgottenAndItsTargetStays(@TempDir Path elsewhere) throws Exception {
        Path target = Files.writeString(elsewhere.resolve("target"), "of somebody else");
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("device-key"), target);

        assertThat(plain().forget()).isTrue();
        assertThat(target).hasContent("of somebody else");
    }

    @Test
    void keyThatCannotBeRemoved_isAnErrorThatNamesItsFolder() throws Exception {
        Files.createDirectories(folder.resolve("device-key/full"));

        assertThatThrownBy(() -> plain().forget())
                .isInstanceOfSatisfying(
                        TrustException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DEVICE_KEY))
                .hasMessageContaining(folder.toString());
    }

    private DeviceKeyFile plain() {
        return new DeviceKeyFile(folder, KeyProtection.byFilePermissions());
    }

    private static void refuses(DeviceKeyFile file) {
        assertThatThrownBy(file::loadOrCreate).isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.reason())
                .isEqualTo(Reason.DEVICE_KEY));
    }
}
