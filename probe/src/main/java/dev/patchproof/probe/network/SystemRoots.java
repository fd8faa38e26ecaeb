package dev.patchproof.probe.network;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are good for a connection: those that Java trusts and, beside them, those that Windows does. */
public final class SystemRoots {
    private static final String WINDOWS = "Windows-ROOT";

    private final boolean windows;

    /** @param windows whether this is a Windows, where administrators put their company's roots */
    public SystemRoots(boolean windows) {
        this.windows = windows;
    }

    /**
     * Sockets that trust them.
     *
     * @throws IOException where a store cannot be read: a connection that would need it must fail with this reason
     */
    SSLSocketFactory sockets() throws IOException {
        if (!windows) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (X509Certificate certificate : ofJava()) {
                add(all, certificate);
            }
            KeyStore ofWindows = KeyStore.getInstance(WINDOWS);
            ofWindows.load(null, null);
            for (String alias : Collections.list(ofWindows.aliases())) {
                if (ofWindows.getCertificate(alias) instanceof X509Certificate certificate) {
                    add(all, certificate);
                }
            }
            TrustManagerFactory factory = factory(all);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificates that this Windows trusts cannot be read: " + e.getMessage(), e);
        }
    }

    private static void add(KeyStore all, X509Certificate certificate) throws GeneralSecurityException {
        all.setCertificateEntry("root-" + all.size(), certificate);
    }

    private static X509Certificate[] ofJava() throws GeneralSecurityException {
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return x509.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    /** @param store null for Java's own */
    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
