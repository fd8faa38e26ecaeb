package dev.patchproof.portal.verification;

import java.nio.charset.StandardCharsets;

/** Any text as a token: refused, the one good token excepted, whatever is done to it. */
public final class TokenFuzz {
    private static final String GOLDEN = TokenFiles.golden().strip();
    private static final EvidenceVerifier VERIFIER = new EvidenceVerifier(Identities.none());

    private TokenFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String token = new String(input, StandardCharsets.ISO_8859_1);
        try {
            VERIFIER.verify(token, TokenFiles.EXPECTED, TokenFiles.NOW);
        } catch (EvidenceRefusedException e) {
            return;
        }
        if (!token.equals(GOLDEN)) {
            throw new IllegalStateException("accepted: " + token);
        }
    }
}
