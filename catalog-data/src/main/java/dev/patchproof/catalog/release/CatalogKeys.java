package dev.patchproof.catalog.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The public keys whose releases are trusted, named by their RFC 7638 thumbprints. */
public final class CatalogKeys {
    static final String TYPE = "patchproof-catalog+jws";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]++\\.\\.[A-Za-z0-9_-]++");
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LARGEST_FILE = 1024 * 1024;

    private final Map<String, PublicJsonWebKey> keys;

    private CatalogKeys(Map<String, PublicJsonWebKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** No key: nothing that needs a signature passes. */
    public static CatalogKeys none() {
        return new CatalogKeys(Map.of());
    }

    /**
     * The keys in files, each a JWK set (RFC 7517) or X.509 certificates (PEM or DER). Of a certificate the key alone
     * counts: trust is that the file was put there, so chain and dates are not looked at.
     *
     * @throws ReleaseException KEY_NOT_USABLE where a file is not readable, holds no key, a private key, or a key of
     *     another kind than P-256, P-384 or RSA of 2048 bits and more
     */
    public static CatalogKeys read(List<Path> files) throws ReleaseException {
        Map<String, PublicJsonWebKey> all = new LinkedHashMap<>();
        for (Path file : files) {
            for (PublicJsonWebKey key : keys(file)) {
                all.put(thumbprint(key), key);
            }
        }
        return new CatalogKeys(all);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Thumbprints of the keys. */
    public Set<String> ids() {
        return keys.keySet();
    }

    /**
     * Verifies form, key and signature, then the digests of the content.
     *
     * @throws ReleaseException UNSIGNED, KEY_UNKNOWN, SIGNATURE_WRONG or DAMAGED
     */
    public TrustedRelease verify(ReleaseFile release) throws ReleaseException {
        String jws = release.signature()
                .orElseThrow(() -> new ReleaseException(
                        Reason.UNSIGNED, "expected a release signed by a trusted key, found one that nobody signed"));
        if (!FORM.matcher(jws).matches()) {
            throw wrong("a compact JWS with detached payload, found something else");
        }
        JsonWebSignature signature = new JsonWebSignature();
        try {
            signature.setCompactSerialization(jws);
            signature.setEncodedPayload(Base64.getUrlEncoder().withoutPadding().encodeToString(release.signedBytes()));
            String id = String.valueOf(signature.getKeyIdHeaderValue());
            PublicJsonWebKey key = key(id);
            if (!TYPE.equals(signature.getHeader("typ"))) {
                throw wrong("typ " + TYPE + ", found another");
            }
            signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm(key)));
            signature.setKey(key.getPublicKey());
            if (!signature.verifySignature()) {
                throw wrong("a signature of key " + id + " over this manifest, found one that does not hold");
            }
            return new TrustedRelease(release, Optional.of(id));
        } catch (JoseException notASignature) {
            throw new ReleaseException(
                    Reason.SIGNATURE_WRONG,
                    ReleaseFile.SIGNATURE + ": expected a signature that can be checked, found "
                            + notASignature.getMessage(),
                    notASignature);
        }
    }

    private PublicJsonWebKey key(String id) throws ReleaseException {
        PublicJsonWebKey key = keys.get(id);
        if (key == null) {
            throw new ReleaseException(
                    Reason.KEY_UNKNOWN,
                    "expected a release signed by one of the trusted keys "
                            + keys.keySet().stream().sorted().toList() + ", found one signed by '"
                            + id.replaceAll("[^A-Za-z0-9_-]", "?") + "'");
        }
        return key;
    }

    /** The one algorithm for a key of this kind. */
    static String algorithm(PublicJsonWebKey key) {
        if (key instanceof EllipticCurveJsonWebKey curve) {
            return curve.getCurveName().equals("P-384")
                    ? AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384
                    : AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
        }
        return AlgorithmIdentifiers.RSA_PSS_USING_SHA256;
    }

    static String thumbprint(PublicJsonWebKey key) {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    /** The key, where it is of a kind that may sign a release. */
    static PublicJsonWebKey usable(JsonWebKey key, String place) throws ReleaseException {
        boolean goodCurve = key instanceof EllipticCurveJsonWebKey curve
                && Set.of("P-256", "P-384").contains(curve.getCurveName());
        boolean goodRsa = key instanceof RsaJsonWebKey rsa
                && rsa.getRsaPublicKey().getModulus().bitLength() >= LEAST_RSA_BITS;
        if ((goodCurve || goodRsa) && key instanceof PublicJsonWebKey usable) {
            return usable;
        }
        throw unusable(place, "a key on P-256 or P-384, or of RSA with " + LEAST_RSA_BITS + " bits or more", "another");
    }

    private static List<PublicJsonWebKey> keys(Path file) throws ReleaseException {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw unusable(file.toString(), "a file of keys", "one of " + Files.size(file) + " bytes");
            }
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.UTF_8).stripLeading().startsWith("{")
                    ? keySet(file.toString(), new String(bytes, StandardCharsets.UTF_8))
                    : certificates(file.toString(), bytes);
        } catch (IOException notReadable) {
            throw new ReleaseException(
                    Reason.KEY_NOT_USABLE, file + ": expected a readable file, found " + notReadable, notReadable);
        }
    }

    private static List<PublicJsonWebKey> keySet(String place, String json) throws ReleaseException {
        try {
            JsonNode named = JsonMapper.builder().build().readTree(json).path("keys");
            if (!named.isArray() || named.isEmpty()) {
                throw unusable(place, "a JWK set of public keys", "none in it");
            }
            List<JsonWebKey> found = new JsonWebKeySet(json).getJsonWebKeys();
            // the parser passes over members that it cannot read; here each one counts
            if (found.size() != named.size()) {
                throw unusable(place, "keys that can be read", found.size() + " of " + named.size());
            }
            List<PublicJsonWebKey> usable = new ArrayList<>();
            for (JsonWebKey key : found) {
                PublicJsonWebKey each = usable(key, place);
                if (each.getPrivateKey() != null) {
                    throw unusable(place, "public keys", "a private key, which does not belong here");
                }
                usable.add(each);
            }
            return usable;
        } catch (JoseException | JsonProcessingException notAKeySet) {
            throw new ReleaseException(
                    Reason.KEY_NOT_USABLE,
                    place + ": expected a JWK set, found " + notAKeySet.getMessage(),
                    notAKeySet);
        }
    }

    private static List<PublicJsonWebKey> certificates(String place, byte[] bytes) throws ReleaseException {
        try {
            List<PublicJsonWebKey> keys = new ArrayList<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes))) {
                keys.add(usable(PublicJsonWebKey.Factory.newPublicJwk(certificate.getPublicKey()), place));
            }
            if (keys.isEmpty()) {
                throw unusable(place, "a JWK set or a certificate", "neither");
            }
            return keys;
        } catch (CertificateException | JoseException notACertificate) {
            throw new ReleaseException(
                    Reason.KEY_NOT_USABLE,
                    place + ": expected a JWK set or a certificate, found neither: " + notACertificate.getMessage(),
                    notACertificate);
        }
    }

    private static ReleaseException wrong(String expected) {
        return new ReleaseException(Reason.SIGNATURE_WRONG, ReleaseFile.SIGNATURE + ": expected " + expected);
    }

    private static ReleaseException unusable(String place, String expected, String found) {
        return new ReleaseException(Reason.KEY_NOT_USABLE, place + ": expected " + expected + ", found " + found);
    }
}
