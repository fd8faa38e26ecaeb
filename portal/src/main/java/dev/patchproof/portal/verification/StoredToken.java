package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.evidence.MalformedClaimsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** An evidence token out of the database. It was verified before it was stored, and is not verified again here:
 * for looking at, never for judging. */
public record StoredToken(String compact) {
    private static final String EVIDENCE = "patchproof";

    @SuppressWarnings("unchecked") // members of a parsed JSON object are named by strings
    public Evidence evidence() {
        String payload = compact.split("\\.", -1)[1];
        try {
            Map<String, Object> claims =
                    JsonUtil.parseJson(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
            return EvidenceClaims.fromClaims((Map<String, Object>) requireNonNull(claims.get(EVIDENCE), EVIDENCE));
        } catch (JoseException | MalformedClaimsException e) {
            throw new IllegalStateException("a stored token cannot be read", e);
        }
    }
}
