package dev.patchproof.evidence;

import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.TrustException;
import java.nio.charset.StandardCharsets;

/** Any text as the claims of evidence: refused in words, or read so that writing it again gives the same evidence. */
public final class EvidenceFuzz {
    private EvidenceFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws TrustException {
        Evidence evidence;
        try {
            evidence = EvidenceClaims.fromClaims(Json.parse(new String(input, StandardCharsets.UTF_8)));
        } catch (TrustException | MalformedClaimsException e) {
            return;
        }
        String written = Json.write(EvidenceClaims.toClaims(evidence));
        if (!EvidenceClaims.fromClaims(Json.parse(written)).equals(evidence)) {
            throw new IllegalStateException("what was read is not what is written: " + written);
        }
    }
}
