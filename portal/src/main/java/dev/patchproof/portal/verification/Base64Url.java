package dev.patchproof.portal.verification;

import java.util.Base64;

/**
 * Base64url without padding (RFC 7515, section 2) in its one canonical form: bits that no byte needs are zero. Otherwise one
 * signature could be written in several ways, and one token be taken for several.
 */
final class Base64Url {
    private Base64Url() {}

    /** @throws EvidenceRefusedException for this reason where the text is not that */
    static byte[] decode(String text, Refusal reason) throws EvidenceRefusedException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw refused(reason);
        }
        throw refused(reason);
    }

    private static EvidenceRefusedException refused(Refusal reason) {
        return new EvidenceRefusedException(reason, "canonical base64url without padding expected, found another form");
    }
}
