package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns our settings of TLS into Quarkus' own. Files that cannot be served are not passed on: Quarkus would fail on them
 * in words of its own, before {@code Startup} refuses them in ours. Plain requests are sent on to TLS.
 */
public final class TlsConfigSource implements ConfigSourceFactory {
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        TlsFiles files = new TlsFiles(
                value(context, "patchproof.tls.certificate").map(Path::of),
                value(context, "patchproof.tls.key").map(Path::of),
                value(context, "patchproof.tls.keystore").map(Path::of),
                value(context, "patchproof.tls.password"));
        return List.of(new PropertiesConfigSource(properties(files), "patchproof TLS", ORDINAL));
    }

    static Map<String, String> properties(TlsFiles files) {
        if (!isServable(files)) {
            return Map.of();
        }
        return files.keystore()
                .map(keystore -> Map.of(
                        "quarkus.tls.key-store.p12.path", keystore.toString(),
                        "quarkus.tls.key-store.p12.password", files.password().orElseThrow(),
                        "quarkus.http.insecure-requests", "redirect"))
                .orElseGet(() -> Map.of(
                        "quarkus.tls.key-store.pem.0.cert",
                                files.certificate().orElseThrow().toString(),
                        "quarkus.tls.key-store.pem.0.key",
                                files.key().orElseThrow().toString(),
                        "quarkus.http.insecure-requests", "redirect"));
    }

    private static boolean isServable(TlsFiles files) {
        try {
            return files.isConfigured() && files.read() != null;
        } catch (ConfigurationException refusedAtStart) {
            return false;
        }
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isEmpty());
    }
}
