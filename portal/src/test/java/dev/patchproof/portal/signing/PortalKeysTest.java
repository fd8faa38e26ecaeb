package dev.patchproof.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.home.PublicUrl;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PortalKeysTest {

    @Test
    void secondStart_keepsBothKeys(@TempDir Path folder) {
        PortalKeys first = new PortalKeys(folder);

        PortalKeys second = new PortalKeys(folder);

        assertThat(second.root().getKeyId()).isEqualTo(first.root().getKeyId());
        assertThat(second.token().getKeyId()).isEqualTo(first.token().getKeyId());
        assertThat(first.root().getKeyId()).isNotEqualTo(first.token().getKeyId());
    }

    @Test
    void keyFiles_areForTheirOwnerAlone(@TempDir Path folder) throws IOException {
        PortalKeys keys = new PortalKeys(folder);

        assertThat(keys.root().getPrivateKey()).isNotNull();
        for (String name : List.of("root.jwk", "token.jwk")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void damagedKey_refusedAndKept(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("root.jwk"), "{\"kty\":\"EC\"}");

        assertThatThrownBy(() -> new PortalKeys(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("root.jwk");
        assertThat(folder.resolve("root.jwk")).hasContent("{\"kty\":\"EC\"}");
    }

    @Test
    void keyId_isTheThumbprint(@TempDir Path folder) throws Exception {
        PortalKeys keys = new PortalKeys(folder);
        Map<String, Object> publicPart = keys.root().toParams(OutputControlLevel.PUBLIC_ONLY);

        assertThat(publicPart).doesNotContainKey("d");
        assertThat(JsonWebKey.Factory.newJwk(publicPart).calculateBase64urlEncodedThumbprint("SHA-256"))
                .isEqualTo(keys.root().getKeyId());
    }

    @Test
    void publishedKeys_holdNoPrivatePart(@TempDir Path folder) throws Exception {
        PortalTokens tokens =
                new PortalTokens(new PortalKeys(folder), new PublicUrl(java.net.URI.create("http://portal.test")));

        Map<String, Object> jwks = JsonUtil.parseJson(tokens.jwks());

        assertThat(jwks.toString()).doesNotContain("\"d\"").doesNotContain(" d=");
        assertThat((List<?>) jwks.get("keys")).hasSize(2);
    }
}
