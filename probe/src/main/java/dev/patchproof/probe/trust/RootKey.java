package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;

/** The portal's root key as the signed part of the jar holds it: the one thing that is believed without a signature. */
public final class RootKey {
    /** Place in the jar; the unsigned build does not have it. */
    public static final String ENTRY = "patchproof/portal-root.jwk";

    private static final String KEY_SET = "list of portal keys";

    private final PublicJsonWebKey key;

    private RootKey(PublicJsonWebKey key) {
        this.key = key;
    }

    /** The root key of the jar that this program was started from. */
    public static RootKey ofThisJar() throws TrustException {
        try (InputStream in = RootKey.class.getClassLoader().getResourceAsStream(ENTRY)) {
            if (in == null) {
                throw new TrustException(
                        Reason.NO_ROOT_KEY,
                        "This probe carries no portal key: it is the unsigned build. Download it from the portal.");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TrustException(Reason.NO_ROOT_KEY, "The portal key in this jar cannot be read.", e);
        } catch (SecurityException e) { // thrown by the JVM, which compares each entry that it reads with the signature
            throw new TrustException(
                    Reason.ALTERED,
                    "The portal key in this jar is not the one that was signed. Download the probe again.",
                    e);
        }
    }

    /** A root key in JSON (JWK). */
    public static RootKey of(String jwk) throws TrustException {
        return new RootKey(PublicKeys.read("portal key", Json.parse(jwk)));
    }

    /** The key set that a portal shows, if this root signed it. */
    public KeySet verifyKeySet(String token, Instant now) throws TrustException {
        SignedClaims claims = SignedClaims.verify(KEY_SET, "patchproof-keyset+jwt", token, this::own, now);
        if (!(claims.value("seq") instanceof Long sequence) || sequence < 0) {
            throw new TrustException(Reason.MALFORMED, "The " + KEY_SET + " has no sequence number.");
        }
        return new KeySet(PortalUrl.of(claims.text("iss")), keys(claims));
    }

    private PublicJsonWebKey own(Optional<String> keyId) throws TrustException {
        if (keyId.isPresent() && !keyId.get().equals(PublicKeys.thumbprint(key))) {
            throw new TrustException(
                    Reason.OTHER_PORTAL,
                    "The " + KEY_SET + " belongs to another portal than the one this probe was signed for.");
        }
        return key;
    }

    private static Map<String, PublicJsonWebKey> keys(SignedClaims claims) throws TrustException {
        if (!(claims.value("keys") instanceof List<?> list) || list.isEmpty()) {
            throw new TrustException(Reason.MALFORMED, "The " + KEY_SET + " is empty.");
        }
        Map<String, PublicJsonWebKey> keys = new HashMap<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new TrustException(Reason.MALFORMED, "The " + KEY_SET + " holds something else.");
            }
            Map<String, Object> jwk = new HashMap<>();
            map.forEach((name, value) -> jwk.put(String.valueOf(name), value));
            PublicJsonWebKey one = PublicKeys.read("portal key", jwk);
            keys.put(PublicKeys.thumbprint(one), one);
        }
        return keys;
    }
}
