package dev.patchproof.probe.trust;

import dev.patchproof.probe.trust.TrustException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The public address of a portal, in one spelling: scheme and host in lower case, no default port, no slash at the end.
 *
 * @param text such as {@code https://check.example.org} or {@code http://localhost:8080}
 */
public record PortalUrl(String text) {

    /** Reads an address as a person or a token gives it. */
    public static PortalUrl of(String given) throws TrustException {
        URI uri = parse(given);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refused(given, null);
        }
        int standard = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() == -1 || uri.getPort() == standard ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return new PortalUrl(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path);
    }

    private static URI parse(String given) throws TrustException {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw refused(given, e);
        }
    }

    private static TrustException refused(String given, @Nullable Exception cause) {
        String message = "This is not the address of a portal: " + given;
        return cause == null
                ? new TrustException(Reason.MALFORMED, message)
                : new TrustException(Reason.MALFORMED, message, cause);
    }

    /** Whether what is sent there can be read on the way. */
    public boolean isEncrypted() {
        return text.startsWith("https://");
    }

    /** A place on the portal. */
    public URI resolve(String path) {
        return URI.create(text + path);
    }
}
