package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfig;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves a renewed certificate without a restart, as soon as its files are whole; until then the one in use is kept. */
@Singleton
public final class TlsRenewal {
    private static final Logger LOG = Logger.getLogger(TlsRenewal.class);

    private final TlsFiles files;
    private final PublicUrl publicUrl;
    private final TlsConfigurationRegistry registry;
    private final Event<CertificateUpdatedEvent> updated;
    private @Nullable X509Certificate inUse;
    private String lastRefusal = "";

    @Inject
    TlsRenewal(
            Settings settings,
            PublicUrl publicUrl,
            TlsConfigurationRegistry registry,
            Event<CertificateUpdatedEvent> updated) {
        files = TlsFiles.of(settings.tls());
        this.publicUrl = publicUrl;
        this.registry = registry;
        this.updated = updated;
    }

    /**
     * Makes sure at start that TLS is served as it is configured.
     *
     * @throws ConfigurationException where the files cannot be served, or people would be led to plain HTTP
     */
    public synchronized void requireServable() {
        if (!files.isConfigured()) {
            return;
        }
        inUse = files.read();
        if (!publicUrl.secure()) {
            throw new ConfigurationException(
                    "patchproof.public-url: expected https://HOST[:PORT], for patchproof.tls is" + " set, found "
                            + publicUrl.base());
        }
    }

    @Scheduled(every = "${patchproof.tls.reload-period:PT1M}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void look() {
        if (inUse == null) {
            return;
        }
        try {
            X509Certificate found = files.read();
            if (!found.equals(inUse)) {
                serve(found);
            }
            lastRefusal = "";
        } catch (ConfigurationException refused) {
            sayOnce(String.valueOf(refused.getMessage()));
        }
    }

    private void serve(X509Certificate found) {
        TlsConfiguration configuration = registry.getDefault().orElseThrow();
        if (configuration.reload()) {
            updated.fire(new CertificateUpdatedEvent(TlsConfig.DEFAULT_NAME, configuration));
            inUse = found;
            LOG.infof(
                    "The TLS certificate is now the one that ends on %s",
                    found.getNotAfter().toInstant());
        } else {
            sayOnce("the files changed while they were read");
        }
    }

    private void sayOnce(String refusal) {
        if (!refusal.equals(lastRefusal)) {
            LOG.warnf("The certificate in use is kept: %s", refusal);
            lastRefusal = refusal;
        }
    }
}
