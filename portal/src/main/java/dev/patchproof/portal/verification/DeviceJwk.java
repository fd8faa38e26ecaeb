package dev.patchproof.portal.verification;

import java.math.BigInteger;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The public device key as a header carries it: exactly a point of P-256, so that one key has one form and brings neither
 * its private half nor places to look for other keys.
 */
final class DeviceJwk {
    private static final String CURVE = "P-256";
    private static final Set<String> MEMBERS = Set.of("kty", "crv", "x", "y");
    private static final Pattern COORDINATE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private DeviceJwk() {}

    /** @throws EvidenceRefusedException DEVICE_KEY_NOT_ALLOWED where it is anything else */
    static EllipticCurveJsonWebKey read(Map<?, ?> members) throws EvidenceRefusedException {
        Map<String, Object> named = new LinkedHashMap<>();
        members.forEach((name, value) -> named.put(String.valueOf(name), value));
        if (!named.keySet().equals(MEMBERS)) {
            throw refused("members " + new TreeSet<>(MEMBERS) + " expected, found "
                    + named.keySet().stream()
                            .sorted()
                            .limit(MEMBERS.size() + 1L)
                            .map(TokenClaims::shown)
                            .collect(Collectors.joining(" ")));
        }
        if (!"EC".equals(named.get("kty")) || !CURVE.equals(named.get("crv"))) {
            throw refused("found " + TokenClaims.shown(named.get("kty")) + " " + TokenClaims.shown(named.get("crv")));
        }
        for (String coordinate : new String[] {"x", "y"}) {
            if (!(named.get(coordinate) instanceof String text)
                    || !COORDINATE.matcher(text).matches()) {
                throw refused(coordinate + " of 32 bytes in base64url expected, found "
                        + TokenClaims.shown(named.get(coordinate)));
            }
            Base64Url.decode(text, Refusal.DEVICE_KEY_NOT_ALLOWED);
        }
        return onCurve(named);
    }

    private static EllipticCurveJsonWebKey onCurve(Map<String, Object> members) throws EvidenceRefusedException {
        try {
            if (JsonWebKey.Factory.newJwk(members) instanceof EllipticCurveJsonWebKey key
                    && isOnCurve(key.getECPublicKey().getW())) {
                return key;
            }
        } catch (JoseException e) {
            throw refused("found one that cannot be read");
        }
        throw refused("found one that is not on the curve");
    }

    /** Neither the JDK nor jose4j looks before it verifies. */
    private static boolean isOnCurve(ECPoint point) {
        EllipticCurve curve = EllipticCurves.P256.getCurve();
        BigInteger prime = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        return x.compareTo(prime) < 0
                && y.compareTo(prime) < 0
                && y.modPow(BigInteger.TWO, prime)
                        .equals(x.pow(3)
                                .add(curve.getA().multiply(x))
                                .add(curve.getB())
                                .mod(prime));
    }

    private static EvidenceRefusedException refused(String found) {
        return new EvidenceRefusedException(
                Refusal.DEVICE_KEY_NOT_ALLOWED, "a public key on " + CURVE + " expected: " + found);
    }
}
