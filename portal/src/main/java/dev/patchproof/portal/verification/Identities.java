package dev.patchproof.portal.verification;

import java.time.Instant;
import java.util.List;

/** Decides whom the certificates of a token name. */
public interface Identities {

    /**
     * The key of the first certificate, where the chain is believed.
     *
     * @param x5c the header of that name as it came
     * @throws EvidenceRefusedException where it is not, or cannot be decided
     */
    CertifiedKey identify(List<?> x5c, Instant now) throws EvidenceRefusedException;

    /** Where no certificate is taken. */
    static Identities none() {
        return (x5c, now) -> {
            throw new EvidenceRefusedException(
                    Refusal.CERTIFICATE_NOT_TAKEN, "a device key (jwk) expected, found certificates (x5c)");
        };
    }
}
