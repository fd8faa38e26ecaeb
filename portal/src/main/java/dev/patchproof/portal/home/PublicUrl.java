package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/** Where people and probes reach this portal. */
@Singleton
public final class PublicUrl {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final String base;
    private final String origin;

    @Inject
    PublicUrl(Settings settings) {
        this(settings.publicUrl());
    }

    public PublicUrl(URI url) {
        if (url.getScheme() == null
                || !SCHEMES.contains(url.getScheme())
                || url.getHost() == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getRawUserInfo() != null
                || !url.getRawPath().replace("/", "").isEmpty()) {
            throw new ConfigurationException("patchproof.public-url: expected http(s)://HOST[:PORT], found " + url);
        }
        base = url.toString().replaceAll("/+$", "");
        origin = url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Without a slash at its end; issuer and audience of every token. */
    public String base() {
        return base;
    }

    /** Scheme, host and port, as a browser writes them in {@code Origin}. */
    public String origin() {
        return origin;
    }

    public boolean secure() {
        return base.startsWith("https:");
    }

    /** Absolute URL of a path that begins with a slash. */
    public URI of(String path) {
        return URI.create(base + path);
    }
}
