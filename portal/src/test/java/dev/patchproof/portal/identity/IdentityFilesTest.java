package dev.patchproof.portal.identity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.TestAuthority;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFilesTest {
    private static final TestAuthority ROOT = TestAuthority.root("Example Root", Instant.parse("2026-01-31T12:00:00Z"));

    private Path folder;

    @BeforeEach
    void folder(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void authorityFileAbsentOrGarbledOrEmpty_isRefusedAtStart() throws Exception {
        refuses(List.of(folder.resolve("absent.pem")), List.of(), "absent.pem");
        refuses(List.of(Files.writeString(folder.resolve("garbled.pem"), "no certificate")), List.of(), "garbled.pem");
        refuses(List.of(Files.writeString(folder.resolve("empty.pem"), "")), List.of(), "empty.pem");
    }

    @Test
    void certificateOfADeviceAsAuthority_isRefusedAtStart() throws Exception {
        byte[] device = Base64.getDecoder()
                .decode(TestAuthority.encoded(
                        ROOT.issue(TestAuthority.device("CN=PC-17")).certificate()));

        refuses(List.of(Files.write(folder.resolve("device.cer"), device)), List.of(), "CN=PC-17");
    }

    @Test
    void authorityThatMaySignNoCertificates_isRefusedAtStart() throws Exception {
        TestAuthority.Wish wish = TestAuthority.authority("Lists Only", 0);
        wish.usage = KeyUsage.cRLSign;
        Path file = ROOT.below(wish).write(folder.resolve("lists-only.pem"));

        refuses(List.of(file), List.of(), "CN=Lists Only");
    }

    @Test
    void revocationListWithoutAuthority_isRefusedAtStart() {
        refuses(List.of(), List.of(folder.resolve("list.crl")), "patchproof.identity.ca");
    }

    @Test
    void revocationListThatCannotBeRead_isRefusedAtStart() throws Exception {
        List<Path> root = List.of(ROOT.write(folder.resolve("root.pem")));

        refuses(root, List.of(folder.resolve("absent.crl")), "absent.crl");
        refuses(root, List.of(Files.writeString(folder.resolve("garbled.crl"), "no list")), "garbled.crl");
    }

    private static void refuses(List<Path> authorities, List<Path> lists, String named) {
        assertThatThrownBy(() -> new IdentityFiles(authorities, lists))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named);
    }
}
