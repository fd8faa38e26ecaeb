package dev.patchproof.portal.verification;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The claims of a token whose signature holds; each reading names the refusal for what is absent or malformed. */
record TokenClaims(Map<String, Object> claims) {
    private static final long LAST_SECOND_OF_9999 = 253_402_300_799L;
    private static final int SHOWN_CHARACTERS = 80;

    static TokenClaims parse(String payload) throws EvidenceRefusedException {
        return new TokenClaims(StrictJson.object(payload, Refusal.CLAIMS_NOT_JSON));
    }

    void require(String name, String expected, Refusal reason) throws EvidenceRefusedException {
        if (!expected.equals(claims.get(name))) {
            throw new EvidenceRefusedException(
                    reason, name + " " + expected + " expected, found " + shown(claims.get(name)));
        }
    }

    String text(String name, Pattern form, Refusal reason) throws EvidenceRefusedException {
        if (claims.get(name) instanceof String text && form.matcher(text).matches()) {
            return text;
        }
        throw new EvidenceRefusedException(
                reason, name + " of the form " + form + " expected, found " + shown(claims.get(name)));
    }

    Instant time(String name) throws EvidenceRefusedException {
        if (claims.get(name) instanceof Long seconds && seconds >= 0 && seconds <= LAST_SECOND_OF_9999) {
            return Instant.ofEpochSecond(seconds);
        }
        throw new EvidenceRefusedException(
                Refusal.TIMES_MALFORMED, name + " in whole seconds expected, found " + shown(claims.get(name)));
    }

    /** A time that may be absent. */
    Optional<Instant> timeIfAny(String name) throws EvidenceRefusedException {
        return claims.containsKey(name) ? Optional.of(time(name)) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // members of a parsed JSON object are named by strings
    Map<String, Object> object(String name, Refusal reason) throws EvidenceRefusedException {
        if (claims.get(name) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new EvidenceRefusedException(reason, name + " as an object expected, found " + shown(claims.get(name)));
    }

    /** Short enough to be sent back; what is nested is not walked through, since a sender chooses its depth. */
    static String shown(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof Map<?, ?> || value instanceof Collection<?>) {
            return "something nested";
        }
        String text = value.toString();
        return "'" + (text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "..." : text) + "'";
    }
}
