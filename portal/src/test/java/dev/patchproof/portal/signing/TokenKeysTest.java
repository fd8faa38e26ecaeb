package dev.patchproof.portal.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.portal.home.PublicUrl;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofHours(2));
    private static final Plan PLAN = new Plan(
            "check",
            "bm9uY2U",
            "http://portal.test",
            new ProductSelector(
                    OsFamily.DEBIAN,
                    "12",
                    "unknown",
                    "unknown",
                    ProductType.UNKNOWN,
                    Architecture.X64,
                    "unknown",
                    "bookworm"),
            List.of());

    private Path folder;
    private PortalKeys keys;
    private PortalTokens tokens;

    @BeforeEach
    void keys(@TempDir Path temporary) {
        folder = temporary;
        keys = new PortalKeys(folder);
        tokens = new PortalTokens(keys, new PublicUrl(URI.create("http://portal.test")));
    }

    @Test
    void rotation_newTicketsUseTheNewKeyUnderTheSameRoot() throws Exception {
        PortalTokens.Admission before = tokens.admit("a", NOW, END);

        keys.tokens().rotate(NOW, true);
        PortalTokens.Admission after = tokens.admit("b", NOW, END);

        assertThat(keyId(after.ticket())).isNotEqualTo(keyId(before.ticket()));
        assertThat(keyId(after.keySet())).isEqualTo(keyId(before.keySet()));
        verify(after.ticket(), after.keySet());
        verify(before.ticket(), before.keySet());
    }

    private MachineKey machineKey() {
        return new MachineKey(folder.resolve("machine.key"));
    }

    @Test
    void checkFromBeforeTheRotation_getsItsPlanByTheKeyThatItKnows() throws Exception {
        PortalTokens.Admission before = tokens.admit("check", NOW, END);
        keys.tokens().rotate(NOW, true);
        keys.tokens().rotate(NOW, true);

        String plan = tokens.plan(PLAN, before.ticket(), machineKey(), NOW, END).orElseThrow();

        verify(plan, before.keySet());
    }

    @Test
    void discardedKey_signsNothingAnyMoreAndIsNotPublished() throws Exception {
        PortalTokens.Admission before = tokens.admit("check", NOW, END);
        keys.tokens().rotate(NOW, true);
        keys.tokens().rotate(NOW, false);

        assertThat(tokens.plan(PLAN, before.ticket(), machineKey(), NOW, END)).isEmpty();
        assertThat(new JsonWebKeySet(tokens.jwks()).getJsonWebKeys()).hasSize(2);
        try (var files = Files.list(folder.resolve("retired"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void published_areRootCurrentAndFormerKeysWithoutPrivateParts() throws Exception {
        String former = keys.token().getKeyId();
        keys.tokens().rotate(NOW, true);

        JsonWebKeySet published = new JsonWebKeySet(tokens.jwks());

        assertThat(published.getJsonWebKeys())
                .extracting(org.jose4j.jwk.JsonWebKey::getKeyId)
                .containsExactly(keys.root().getKeyId(), keys.token().getKeyId(), former);
        assertThat(tokens.jwks()).doesNotContain("\"d\"", "retired", "iat");
    }

    @Test
    void rotationByAnotherProcess_isSeenAtOnce() {
        TokenKeys elsewhere = new TokenKeys(folder);
        String before = keys.token().getKeyId();

        elsewhere.rotate(NOW, true);

        assertThat(keys.token().getKeyId())
                .isNotEqualTo(before)
                .isEqualTo(elsewhere.ring().current().getKeyId());
        assertThat(keys.tokens().ring().signing(before)).isPresent();
    }

    @Test
    void restart_keepsAllKeys() {
        String before = keys.token().getKeyId();
        keys.tokens().rotate(NOW, true);

        TokenKeys.Ring again = new PortalKeys(folder).tokens().ring();

        assertThat(again.current().getKeyId()).isEqualTo(keys.token().getKeyId());
        assertThat(again.signing(before)).isPresent();
    }

    @Test
    void formerKeyThatNoCheckCanNeed_losesItsPrivateHalfAtTheNextRotation() {
        String first = keys.token().getKeyId();
        keys.tokens().rotate(NOW, true);

        keys.tokens().rotate(NOW.plus(TokenKeys.NEEDED).plusSeconds(1), true);

        assertThat(keys.tokens().ring().signing(first)).isEmpty();
        assertThat(keys.tokens().ring().retired())
                .extracting(PublicJsonWebKey::getKeyId)
                .contains(first);
        assertThat(new TokenKeys(folder).ring().signing(first)).isEmpty();
    }

    @Test
    void keyOlderThanItMayBe_isReplacedOnce() {
        keys.tokens().rotate(NOW, true);
        String young = keys.token().getKeyId();

        boolean early = keys.tokens().rotateIfOlderThan(Duration.ofDays(90), NOW.plus(Duration.ofDays(90)));
        boolean due = keys.tokens().rotateIfOlderThan(Duration.ofDays(90), NOW.plus(Duration.ofDays(91)));
        boolean again = keys.tokens().rotateIfOlderThan(Duration.ofDays(90), NOW.plus(Duration.ofDays(91)));

        assertThat(List.of(early, due, again)).containsExactly(false, true, false);
        assertThat(keys.token().getKeyId()).isNotEqualTo(young);
    }

    @Test
    void rotationWhileOthersAskForKeys_hindersNobody() throws Exception {
        TokenKeys elsewhere = new TokenKeys(folder);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (TokenKeys each : List.of(keys.tokens(), elsewhere)) {
                all.add(threads.submit(() -> repeat(20, () -> each.rotate(NOW, true))));
                all.add(threads.submit(() -> repeat(2000, each::ring)));
                all.add(threads.submit(() -> repeat(20, this::machineKey)));
            }
            for (Future<?> one : all) {
                one.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(keys.tokens().ring().retired()).hasSize(40);
        assertThat(elsewhere.ring().current().getKeyId()).isEqualTo(keys.token().getKeyId());
    }

    private static void repeat(int times, Runnable what) {
        for (int i = 0; i < times; i++) {
            what.run();
        }
    }

    @Test
    void formerKeys_areForTheirOwnerAlone() throws Exception {
        keys.tokens().rotate(NOW, true);

        try (var files = Files.list(folder.resolve("retired"))) {
            assertThat(files.toList()).hasSize(1).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    private static String keyId(String token) throws Exception {
        return JsonWebSignature.fromCompactSerialization(token).getKeyIdHeaderValue();
    }

    /** As a probe does, which knows the key set alone. */
    private void verify(String token, String keySet) throws Exception {
        JsonWebSignature set = new JsonWebSignature();
        set.setCompactSerialization(keySet);
        set.setKey(keys.root().getPublicKey());
        assertThat(set.verifySignature()).isTrue();
        JsonWebKeySet known = new JsonWebKeySet(JsonUtil.toJson(JsonUtil.parseJson(set.getPayload())));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(known.findJsonWebKey(keyId(token), "EC", null, null).getKey());
        assertThat(signature.verifySignature()).isTrue();
    }
}
