package dev.patchproof.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DigestsTest {

    @Test
    void randomIds_haveMoreThan128BitsAndDiffer() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(Digests.randomId());
        }

        assertThat(ids).hasSize(1000);
        assertThat(Base64.getUrlDecoder().decode(ids.iterator().next()).length).isGreaterThanOrEqualTo(16);
    }

    @Test
    void absentDigest_fitsNothing() {
        assertThat(Digests.matches("", null)).isFalse();
        assertThat(Digests.matches("secret", null)).isFalse();
        assertThat(Digests.matches("secret", "")).isFalse();
        assertThat(Digests.matches("secret", Digests.sha256("secret"))).isTrue();
    }

    @Test
    void bearerHeader_isReadStrictly() {
        assertThat(Bearer.parse(null)).isEmpty();
        assertThat(Bearer.parse("Basic abc")).isEmpty();
        assertThat(Bearer.parse("Bearer")).isEmpty();
        assertThat(Bearer.parse("Bearer a b")).isEmpty();
        assertThat(Bearer.parse("bearer a.b-c_d")).contains("a.b-c_d");
    }

    @Test
    void ownerSecret_saysNothingOfItself() {
        OwnerSecret secret = OwnerSecret.generate();

        assertThat(secret.toString()).doesNotContain(secret.value());
        assertThat(OwnerSecret.parse(secret.value())).contains(secret);
        assertThat(OwnerSecret.parse(secret.value() + "x")).isEmpty();
    }
}
