package dev.patchproof.catalog.release;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The key that signs releases. */
public final class CatalogSigner {
    private final PrivateKey key;
    private final PublicJsonWebKey publicKey;

    private CatalogSigner(PrivateKey key, PublicJsonWebKey publicKey) {
        this.key = requireNonNull(key, "key");
        this.publicKey = requireNonNull(publicKey, "publicKey");
    }

    /**
     * A key out of a PKCS#12 file.
     *
     * @param password of the file and of the key
     * @param alias may be empty where the file holds one private key
     * @throws ReleaseException KEY_NOT_USABLE
     */
    public static CatalogSigner read(Path keystore, char[] password, Optional<String> alias) throws ReleaseException {
        try (InputStream bytes = Files.newInputStream(keystore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(bytes, password);
            String name = alias(store, keystore, alias);
            Certificate certificate = store.getCertificate(name);
            if (!(store.getKey(name, password) instanceof PrivateKey key) || certificate == null) {
                throw unusable(keystore, "a private key named '" + name + "'", "none");
            }
            return new CatalogSigner(
                    key,
                    CatalogKeys.usable(
                            PublicJsonWebKey.Factory.newPublicJwk(certificate.getPublicKey()), keystore.toString()));
        } catch (IOException | GeneralSecurityException | JoseException notUsable) {
            throw new ReleaseException(
                    Reason.KEY_NOT_USABLE,
                    keystore + ": expected a PKCS#12 key store that this password opens, found "
                            + notUsable.getMessage(),
                    notUsable);
        }
    }

    /** RFC 7638 thumbprint of the public key. */
    public String id() {
        return CatalogKeys.thumbprint(publicKey);
    }

    /** The release with this key's signature, in the place of any that it had. */
    public ReleaseFile sign(ReleaseFile release) throws ReleaseException {
        release.checkDigests();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", CatalogKeys.TYPE);
        signature.setAlgorithmHeaderValue(CatalogKeys.algorithm(publicKey));
        signature.setKeyIdHeaderValue(id());
        signature.setKey(key);
        signature.setPayloadBytes(release.signedBytes());
        try {
            return release.signed(signature.getDetachedContentCompactSerialization());
        } catch (JoseException notSigned) {
            throw new ReleaseException(
                    Reason.KEY_NOT_USABLE, "expected a key that signs, found " + notSigned.getMessage(), notSigned);
        }
    }

    private static String alias(KeyStore store, Path keystore, Optional<String> wanted)
            throws GeneralSecurityException, ReleaseException {
        List<String> aliases = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                aliases.add(alias);
            }
        }
        if (wanted.isEmpty() && aliases.size() != 1) {
            throw unusable(keystore, "--alias with one of " + aliases, "none");
        }
        return wanted.orElseGet(() -> aliases.get(0));
    }

    private static ReleaseException unusable(Path keystore, String expected, String found) {
        return new ReleaseException(Reason.KEY_NOT_USABLE, keystore + ": expected " + expected + ", found " + found);
    }
}
