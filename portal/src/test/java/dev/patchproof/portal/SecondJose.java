package dev.patchproof.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;

/** A relying party that shares no code with the portal: nimbus-jose-jwt, and the served key set is all it knows. */
public final class SecondJose {
    private SecondJose() {}

    /** The claims of a token that holds now. */
    public static JWTClaimsSet verified(String token, String jwks) throws Exception {
        return verified(token, jwks, Instant.now());
    }

    public static JWTClaimsSet verified(String token, String jwks, Instant now) throws Exception {
        assertThat(isSigned(token, jwks)).isTrue();
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("eat+jwt");
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(claims.getExpirationTime().toInstant()).isAfter(now);
        assertThat(claims.getIssueTime().toInstant()).isBeforeOrEqualTo(now.plusSeconds(1));
        return claims;
    }

    /** Whether a key of the set that the token names has signed it, with ES256. */
    public static boolean isSigned(String token, String jwks) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        JWK key = JWKSet.parse(jwks).getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(key).as("the key that the token names").isNotNull();
        return jwt.verify(new ECDSAVerifier(key.toECKey()));
    }
}
