package dev.patchproof.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

class EvidenceTokenTest {
    private final TestPortal portal = TestPortal.of("https://portal.test");

    @Test
    void token_isAnEatThatItsOwnKeyVerifies() throws Exception {
        VerifiedPlan plan = plan();
        Evidence evidence = evidence(plan);
        DeviceKey key = DeviceKey.create();

        EvidenceToken token = EvidenceToken.sign(key, plan, evidence, "0.1.0", TestPortal.NOW);

        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256"));
        jws.setCompactSerialization(token.compact());
        PublicJsonWebKey jwk = jws.getJwkHeader();
        jws.setKey(jwk.getPublicKey());
        assertThat(jws.verifySignature()).isTrue();
        assertThat(jwk.getPrivateKey()).isNull();
        assertThat(PublicKeys.thumbprint(jwk)).isEqualTo(key.thumbprint());
        assertThat(jws.getHeader("typ")).isEqualTo("eat+jwt");
        assertThat(jws.getHeader("alg")).isEqualTo("ES256");
        Map<String, Object> claims = Json.parse(jws.getPayload());
        assertThat(claims).isEqualTo(token.claims());
        assertThat(claims.keySet())
                .containsExactly(
                        "eat_profile",
                        "eat_nonce",
                        "aud",
                        "iat",
                        "exp",
                        "jti",
                        "ueid",
                        "swname",
                        "swversion",
                        "patchproof");
        assertThat(claims)
                .containsEntry("eat_profile", "tag:patchproof.dev,2026:evidence-1")
                .containsEntry("eat_nonce", "bm9uY2U")
                .containsEntry("aud", "https://portal.test")
                .containsEntry("iat", TestPortal.NOW.getEpochSecond())
                .containsEntry("ueid", key.ueid())
                .containsEntry("swname", "patchproof-probe")
                .containsEntry("swversion", "0.1.0");
        @SuppressWarnings("unchecked") // the parser makes maps with string keys only
        Map<String, Object> inner = (Map<String, Object>) Objects.requireNonNull(claims.get("patchproof"));
        assertThat(EvidenceClaims.fromClaims(inner)).isEqualTo(evidence);
    }

    @Test
    void everyToken_hasAnIdOfItsOwn() throws Exception {
        VerifiedPlan plan = plan();
        DeviceKey key = DeviceKey.create();

        EvidenceToken one = EvidenceToken.sign(key, plan, evidence(plan), "1", TestPortal.NOW);
        EvidenceToken other = EvidenceToken.sign(key, plan, evidence(plan), "1", TestPortal.NOW);

        assertThat(one.claims().get("jti")).isNotEqualTo(other.claims().get("jti"));
    }

    VerifiedPlan plan() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), TestPortal.NOW);
        Ticket ticket = keys.verifyTicket(portal.ticket("check-1"), TestPortal.NOW);
        return keys.verifyPlan(
                portal.plan(portal.planFor("check-1", TestPortal.bookworm(), List.of(new Query.RebootRequired()))),
                ticket,
                TestPortal.bookworm(),
                TestPortal.NOW);
    }

    static Evidence evidence(VerifiedPlan plan) {
        return new Evidence(
                plan.digest(),
                Finding.doesNotExist(),
                TestPortal.NOW,
                TestPortal.NOW,
                new SystemFacts(
                        TestPortal.bookworm(),
                        "Debian",
                        Finding.doesNotExist(),
                        Finding.doesNotExist(),
                        List.of(),
                        Finding.exists("h\u00f6st"),
                        Finding.exists(TestPortal.NOW),
                        SystemFacts.Setting.LIVE,
                        Finding.exists(false),
                        Architecture.X64,
                        "17"),
                List.of(new Observation<>(new Query.RebootRequired(), Finding.doesNotExist())));
    }
}
