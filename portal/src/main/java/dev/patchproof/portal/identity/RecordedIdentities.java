package dev.patchproof.portal.identity;

import dev.patchproof.portal.verification.CertifiedKey;
import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.Identities;
import java.time.Instant;
import java.util.List;

/**
 * For evidence that was taken before: its chain was believed on the day it came, by the authorities and lists of that day,
 * and the result keeps whom it named. Only the key is wanted again. Never for evidence that comes in.
 */
public final class RecordedIdentities implements Identities {
    @Override
    public CertifiedKey identify(List<?> x5c, Instant now) throws EvidenceRefusedException {
        CertificateChain chain = CertificateChain.parse(x5c);
        return new CertifiedKey(chain.leaf().getPublicKey(), chain.identity());
    }
}
