package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes the id of this machine under a key of one portal (HMAC-SHA256). The portal knows the machine again; to another
 * portal, whose key is another, the hash says nothing.
 */
public final class MachineHash {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "patchproof-machine-1\n";

    private final byte[] key;

    private MachineHash(byte[] key) {
        this.key = key;
    }

    static MachineHash of(String key) throws TrustException {
        if (!KEY.matcher(key).matches()) {
            throw new TrustException(
                    Reason.MALFORMED, "The plan's key for the machine's id is not 32 bytes in base64url.");
        }
        return new MachineHash(Base64.getUrlDecoder().decode(key));
    }

    /** 64 lower-case hex digits. */
    public String hash(String machineId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((PURPOSE + machineId).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
