package dev.patchproof.portal.http;

import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.net.Inet;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who calls, and whether over TLS. {@code X-Forwarded-For} and {@code X-Forwarded-Proto} count only as far as trusted
 * proxies wrote them: from the right, each entry is what the hop after it saw, and the first that is no trusted proxy is
 * the caller. (Quarkus takes the leftmost entry, which the caller may write himself where a proxy appends; so its own
 * forwarding stays off.) {@code Forwarded} and {@code X-Forwarded-Host} never count.
 */
@Singleton
public final class Callers {
    private static final int BYTES_OF_A_SUBNET = 8;
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]*)](?::\\d+)?|([0-9.]+):\\d+");

    private final TrustedProxies proxies;
    private final Instance<CurrentVertxRequest> current;

    @Inject
    Callers(
            Settings settings,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean forwardingOfQuarkus,
            Instance<CurrentVertxRequest> current) {
        if (forwardingOfQuarkus) {
            throw new ConfigurationException(
                    "quarkus.http.proxy.proxy-address-forwarding: expected to be left out, found"
                            + " true, which believes anybody; name your proxies in patchproof.trusted-proxies");
        }
        proxies = TrustedProxies.parse(settings.trustedProxies().orElse(List.of()));
        this.current = current;
    }

    /** Whom limits count of the request that this thread works for. */
    public String key() {
        return key(current.get().getCurrent().request());
    }

    /** Whom limits count: an address of IPv4, or a /64 of IPv6, of which one computer has as many as it likes. */
    public String key(HttpServerRequest request) {
        return address(request).map(Callers::key).orElse("local");
    }

    /** Whether the caller speaks TLS, with the portal itself or with a trusted proxy. */
    public boolean isSecure(HttpServerRequest request) {
        if (request.connection().isSsl()) {
            return true;
        }
        List<String> said = elements(request, "X-Forwarded-Proto");
        return peer(request).filter(proxies::trusts).isPresent()
                && !said.isEmpty()
                && said.get(said.size() - 1).equalsIgnoreCase("https");
    }

    /** The caller's address; empty where the connection has none. */
    Optional<InetAddress> address(HttpServerRequest request) {
        return peer(request).map(peer -> behind(peer, elements(request, "X-Forwarded-For")));
    }

    private InetAddress behind(InetAddress peer, List<String> forwarded) {
        InetAddress caller = peer;
        for (int hop = forwarded.size() - 1; hop >= 0 && proxies.trusts(caller); hop--) {
            InetAddress before = parse(forwarded.get(hop));
            if (before == null) {
                return caller;
            }
            caller = before;
        }
        return caller;
    }

    private static Optional<InetAddress> peer(HttpServerRequest request) {
        return Optional.ofNullable(request.connection().remoteAddress())
                .map(address -> address.hostAddress())
                .map(Callers::parse);
    }

    private static List<String> elements(HttpServerRequest request, String header) {
        return request.headers().getAll(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    static @org.jspecify.annotations.Nullable InetAddress parse(String text) {
        Matcher withPort = WITH_PORT.matcher(text);
        String address =
                withPort.matches() ? Optional.ofNullable(withPort.group(1)).orElse(withPort.group(2)) : text;
        int zone = address.indexOf('%'); // by which interface an address of the link is reached
        byte[] bytes = Inet.parseInetAddressToBytes(zone < 0 ? address : address.substring(0, zone));
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static String key(InetAddress address) {
        return address instanceof Inet6Address
                ? Arrays.toString(Arrays.copyOf(address.getAddress(), BYTES_OF_A_SUBNET))
                : address.getHostAddress();
    }
}
