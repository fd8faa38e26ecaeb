package dev.patchproof.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.Query;
import dev.patchproof.probe.trust.TrustException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainOfTrustTest {
    private static final Instant NOW = TestPortal.NOW;
    private static final String URL = "https://portal.test";

    private final TestPortal portal = TestPortal.of(URL);
    private final Plan plan = portal.planFor("check-1", TestPortal.bookworm(), List.of(new Query.LinuxKernel()));

    @Test
    void wholeChain_leadsToThePlan() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Ticket ticket = keys.verifyTicket(portal.ticket("check-1"), NOW);
        String token = portal.plan(plan);
        VerifiedPlan verified = keys.verifyPlan(token, ticket, TestPortal.bookworm(), NOW);

        assertThat(keys.portal()).isEqualTo(PortalUrl.of(URL));
        assertThat(ticket.checkId()).isEqualTo("check-1");
        assertThat(verified.plan()).isEqualTo(plan);
        assertThat(verified.digest()).isEqualTo(Digests.sha256(token.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void keySetWithoutKeyId_isTriedWithTheRoot() throws TrustException {
        Map<String, Object> header = TestPortal.header("patchproof-keyset+jwt", portal.rootKey);
        header.remove("kid");

        String token = TestPortal.sign(portal.keySetClaims(), header, portal.rootKey);

        assertThat(portal.root().verifyKeySet(token, NOW).portal().text()).isEqualTo(URL);
    }

    @Test
    void keySetOfAnotherPortal_isToldApartFromAnAlteredOne() {
        TestPortal other = TestPortal.of(URL);

        refuses(Reason.OTHER_PORTAL, () -> portal.root().verifyKeySet(other.keySet(), NOW));
    }

    @Test
    void keySetInTheNameOfTheRoot_isAltered() {
        EllipticCurveJsonWebKey thief = TestPortal.newKey();
        String token = TestPortal.sign(
                portal.keySetClaims(), TestPortal.header("patchproof-keyset+jwt", portal.rootKey), thief);

        refuses(Reason.ALTERED, () -> portal.root().verifyKeySet(token, NOW));
    }

    @Test
    void alteredTicket_isRefused() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        String[] parts = portal.ticket("check-1").split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.replace("check-1", "check-2").getBytes(StandardCharsets.UTF_8));

        refuses(Reason.ALTERED, () -> keys.verifyTicket(parts[0] + "." + forged + "." + parts[2], NOW));
    }

    @Test
    void ticketOfAKeyOutsideTheSet_isAnotherPortals() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);

        refuses(Reason.OTHER_PORTAL, () -> keys.verifyTicket(TestPortal.of(URL).ticket("check-1"), NOW));
    }

    @Test
    void ticketSignedByTheRootItself_isNotOfTheSet() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        String token = TestPortal.sign(
                portal.ticketClaims("check-1"),
                TestPortal.header("patchproof-ticket+jwt", portal.rootKey),
                portal.rootKey);

        refuses(Reason.OTHER_PORTAL, () -> keys.verifyTicket(token, NOW));
    }

    @Test
    void ticketWithoutKeyId_isRefused() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Map<String, Object> header = TestPortal.header("patchproof-ticket+jwt", portal.tokenKey);
        header.remove("kid");
        String token = TestPortal.sign(portal.ticketClaims("check-1"), header, portal.tokenKey);

        refuses(Reason.OTHER_PORTAL, () -> keys.verifyTicket(token, NOW));
    }

    @Test
    void planInPlaceOfATicket_isOfTheWrongType() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);

        refuses(Reason.WRONG_TYPE, () -> keys.verifyTicket(portal.plan(plan), NOW));
    }

    @Test
    void otherAlgorithm_isRefused() throws Exception {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("HS256");
        jws.setHeader("typ", "patchproof-ticket+jwt");
        jws.setKeyIdHeaderValue(PublicKeys.thumbprint(portal.tokenKey));
        jws.setPayload(Json.write(portal.ticketClaims("check-1")));
        // the classic confusion: the public key, which everybody knows, as the shared secret
        jws.setKey(new HmacKey(portal.tokenKey.getPublicKey().getEncoded()));
        String token = jws.getCompactSerialization();

        refuses(Reason.WRONG_ALGORITHM, () -> keys.verifyTicket(token, NOW));
    }

    @Test
    void algorithmNone_isRefused() throws Exception {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"none\",\"typ\":\"patchproof-ticket+jwt\",\"kid\":\""
                + PublicKeys.thumbprint(portal.tokenKey) + "\"}";
        String token = encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(
                        Json.write(portal.ticketClaims("check-1")).getBytes(StandardCharsets.UTF_8))
                + ".";

        refuses(Reason.WRONG_ALGORITHM, () -> keys.verifyTicket(token, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a.b.c", "{}"})
    void somethingElseThanAToken_isRefused(String token) throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);

        refuses(Reason.MALFORMED, () -> keys.verifyTicket(token, NOW));
        refuses(Reason.MALFORMED, () -> portal.root().verifyKeySet(token, NOW));
    }

    @Test
    void dates_areHeldWithAMarginForClocks() throws TrustException {
        Instant end = NOW.plus(Duration.ofHours(1));
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        String token = portal.ticket("check-1");

        keys.verifyTicket(token, end.plus(Duration.ofMinutes(4)));
        keys.verifyTicket(token, NOW.minus(Duration.ofMinutes(4)));
        refuses(Reason.EXPIRED, () -> keys.verifyTicket(token, end.plus(Duration.ofMinutes(6))));
        refuses(Reason.NOT_YET_VALID, () -> keys.verifyTicket(token, NOW.minus(Duration.ofMinutes(6))));
        refuses(Reason.EXPIRED, () -> portal.root().verifyKeySet(portal.keySet(), NOW.plus(Duration.ofDays(31))));
    }

    @Test
    void keySetThatIsNotAsAgreed_isRefused() {
        malformedKeySet(claims -> claims.remove("seq"));
        malformedKeySet(claims -> claims.put("seq", -1L));
        malformedKeySet(claims -> claims.remove("exp"));
        malformedKeySet(claims -> claims.remove("iat"));
        malformedKeySet(claims -> claims.put("keys", List.of()));
        malformedKeySet(claims -> claims.put("keys", List.of("key")));
        malformedKeySet(claims -> claims.put("keys", List.of(Map.of("kty", "oct", "k", "AAAA"))));
        // a private key in public: whoever made this has lost it
        malformedKeySet(
                claims -> claims.put("keys", List.of(portal.tokenKey.toParams(OutputControlLevel.INCLUDE_PRIVATE))));
        malformedKeySet(claims -> claims.put("iss", "file:///etc"));
    }

    private void malformedKeySet(Consumer<Map<String, Object>> spoil) {
        Map<String, Object> claims = portal.keySetClaims();
        spoil.accept(claims);
        String token =
                TestPortal.sign(claims, TestPortal.header("patchproof-keyset+jwt", portal.rootKey), portal.rootKey);

        refuses(Reason.MALFORMED, () -> portal.root().verifyKeySet(token, NOW));
    }

    @Test
    void ticketOfAnotherIssuer_isRefused() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Map<String, Object> claims = portal.ticketClaims("check-1");
        claims.put("iss", "https://elsewhere.test");
        String token =
                TestPortal.sign(claims, TestPortal.header("patchproof-ticket+jwt", portal.tokenKey), portal.tokenKey);

        refuses(Reason.OTHER_PORTAL, () -> keys.verifyTicket(token, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../results", "a b", ""})
    void checkIdThatIsNoName_isRefused(String checkId) throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);

        refuses(Reason.MALFORMED, () -> keys.verifyTicket(portal.ticket(checkId), NOW));
    }

    @Test
    void planOfAnotherCheck_isRefused() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Ticket ticket = keys.verifyTicket(portal.ticket("check-2"), NOW);

        refuses(Reason.WRONG_CHECK, () -> keys.verifyPlan(portal.plan(plan), ticket, TestPortal.bookworm(), NOW));
    }

    @Test
    void planForAnotherAudience_isRefused() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Ticket ticket = keys.verifyTicket(portal.ticket("check-1"), NOW);
        Plan elsewhere = new Plan("check-1", "n", "https://elsewhere.test", TestPortal.bookworm(), List.of());

        refuses(Reason.WRONG_CHECK, () -> keys.verifyPlan(portal.plan(elsewhere), ticket, TestPortal.bookworm(), NOW));
    }

    @Test
    void planForAnotherProduct_isRefused() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Ticket ticket = keys.verifyTicket(portal.ticket("check-1"), NOW);
        ProductSelector ours = TestPortal.bookworm();
        ProductSelector trixie = new ProductSelector(
                ours.family(),
                "13",
                ours.build(),
                ours.servicePack(),
                ours.productType(),
                ours.architecture(),
                ours.edition(),
                "trixie");

        refuses(Reason.WRONG_PRODUCT, () -> keys.verifyPlan(portal.plan(plan), ticket, trixie, NOW));
    }

    @Test
    void planWithAnUnknownQuery_isRefused() throws TrustException {
        KeySet keys = portal.root().verifyKeySet(portal.keySet(), NOW);
        Ticket ticket = keys.verifyTicket(portal.ticket("check-1"), NOW);
        Map<String, Object> claims = portal.planClaims(plan);
        Map<String, Object> inner = Json.parse(Json.write(claims));
        String spoiled = Json.write(inner).replace("linux-kernel", "run-program");
        String token = TestPortal.sign(
                Json.parse(spoiled), TestPortal.header("patchproof-plan+jwt", portal.tokenKey), portal.tokenKey);

        refuses(Reason.MALFORMED, () -> keys.verifyPlan(token, ticket, TestPortal.bookworm(), NOW));
    }

    @Test
    void unsignedBuild_hasNoRootKey() {
        refuses(Reason.NO_ROOT_KEY, RootKey::ofThisJar);
    }

    private static void refuses(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(TrustException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}
