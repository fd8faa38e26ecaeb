package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A key store that holds device certificates: Windows' own, a PKCS#12 file, or a token behind PKCS#11. */
public final class IdentityStore {
    private static final int DIGITAL_SIGNATURE = 0;

    private final String words;
    private final KeyStore store;
    /** None for Windows, which asks by itself. */
    private final char @Nullable [] password;

    private IdentityStore(String words, KeyStore store, char @Nullable [] password) {
        this.words = words;
        this.store = store;
        this.password = password;
    }

    /** The personal certificates of this user, through the JDK's own provider; Windows asks for what it needs. */
    public static IdentityStore ofWindows() throws TrustException {
        String words = "The certificate store of Windows (MY)";
        try {
            KeyStore store = KeyStore.getInstance("Windows-MY");
            store.load(null, null);
            return new IdentityStore(words, store, null);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(words, e);
        }
    }

    /** A PKCS#12 file. */
    public static IdentityStore ofFile(Path file, char[] password) throws TrustException {
        String words = "The key store " + file;
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return new IdentityStore(words, store, password);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(words, e);
        }
    }

    /**
     * A card or chip by the JDK's PKCS#11 provider.
     *
     * @param configuration of that provider: a file with the name and the library, as the JDK documents it
     * @param pin of the token
     */
    public static IdentityStore ofPkcs11(Path configuration, char[] pin) throws TrustException {
        String words = "The PKCS#11 token of " + configuration;
        Provider plain = Security.getProvider("SunPKCS11");
        if (plain == null) {
            throw new TrustException(Reason.IDENTITY, words + " cannot be used: this Java has no PKCS#11.");
        }
        try {
            Provider provider = plain.configure(configuration.toString());
            Security.addProvider(provider); // so that signing finds it by the key
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new IdentityStore(words, store, pin);
        } catch (IOException
                | GeneralSecurityException
                | InvalidParameterException
                | ProviderException // of a library that is not there, above all
                | UnsupportedOperationException e) {
            throw unusable(words, e, first(e));
        }
    }

    /** What began it: of a wrong PIN this provider says at first that the load failed. */
    private static Throwable first(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first;
    }

    /**
     * The one identity in the store that can sign. Certificates that expired, or that are of a time to come, do not count
     * beside one that is valid: a renewed one often lies beside the one before.
     *
     * @param name alias, subject or its common name, where the store has several
     */
    public EnterpriseIdentity choose(Optional<String> name, Instant now) throws TrustException {
        try {
            List<String> able = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (canSign(alias)) {
                    able.add(alias);
                }
            }
            List<String> chosen = new ArrayList<>();
            for (String alias : able) {
                if (name.isEmpty() || isNamed(alias, name.get())) {
                    chosen.add(alias);
                }
            }
            if (chosen.size() > 1) {
                List<String> valid = new ArrayList<>();
                for (String alias : chosen) {
                    if (isValid(alias, now)) {
                        valid.add(alias);
                    }
                }
                chosen = valid.isEmpty() ? chosen : valid;
            }
            if (chosen.size() == 1) {
                return open(chosen.get(0));
            }
            throw new TrustException(
                    Reason.IDENTITY,
                    words + " has " + chosen.size() + " keys with a certificate for signing"
                            + name.map(wanted -> " named " + wanted).orElse("") + ", and exactly one is needed. There"
                            + (able.isEmpty() ? " is none." : " are: " + able + ". Name one of them."));
        } catch (GeneralSecurityException | ProviderException e) {
            throw unusable(words, e);
        }
    }

    private boolean isValid(String alias, Instant now) throws GeneralSecurityException {
        X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private boolean canSign(String alias) throws GeneralSecurityException {
        if (!store.isKeyEntry(alias) || !(store.getCertificate(alias) instanceof X509Certificate certificate)) {
            return false;
        }
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[DIGITAL_SIGNATURE];
    }

    private boolean isNamed(String alias, String name) throws GeneralSecurityException {
        if (alias.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
            return true;
        }
        String subject = ((X509Certificate) store.getCertificate(alias))
                .getSubjectX500Principal()
                .getName(X500Principal.RFC2253);
        return subject.equals(name) || hasCommonName(subject, name);
    }

    /** The value after CN=, where it needs no escaping. */
    private static boolean hasCommonName(String subject, String name) {
        String part = "CN=" + name;
        return subject.equals(part)
                || subject.startsWith(part + ",")
                || subject.contains("," + part + ",")
                || subject.endsWith("," + part);
    }

    private EnterpriseIdentity open(String alias) throws GeneralSecurityException, TrustException {
        Certificate[] chain = store.getCertificateChain(alias);
        if (store.getKey(alias, password) instanceof PrivateKey key && chain != null && chain.length > 0) {
            return EnterpriseIdentity.of(key, chain);
        }
        throw new TrustException(Reason.IDENTITY, words + " gives no private key for " + alias + ".");
    }

    private static TrustException unusable(String words, Exception e) {
        return unusable(words, e, e);
    }

    private static TrustException unusable(String words, Exception e, Throwable telling) {
        String why = telling.getMessage() == null ? telling.getClass().getSimpleName() : telling.getMessage();
        return new TrustException(Reason.IDENTITY, words + " cannot be used: " + why, e);
    }
}
