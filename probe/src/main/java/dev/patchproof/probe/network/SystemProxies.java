package dev.patchproof.probe.network;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies of the system: the variables that Linux programs go by ({@code https_proxy}, {@code http_proxy}, {@code
 * all_proxy}, {@code no_proxy}; in capitals too, {@code HTTP_PROXY} excepted, which a web server may have set from a
 * header), and where they say nothing what Java finds in the settings of the desktop, or of Windows. This computer itself
 * is never reached by a proxy.
 */
final class SystemProxies extends ProxySelector {
    private static final int DEFAULT_PORT = 1080; // as curl has it

    private final Map<String, String> environment;
    private final ProxySelector otherwise;

    SystemProxies(Map<String, String> environment, ProxySelector otherwise) {
        this.environment = Map.copyOf(environment);
        this.otherwise = requireNonNull(otherwise);
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (isThisComputer(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        String proxy = variable(scheme + "_proxy");
        if (proxy.isEmpty()) {
            proxy = variable("all_proxy");
        }
        if (proxy.isEmpty()) {
            return otherwise.select(uri);
        }
        return isExcepted(host) ? List.of(Proxy.NO_PROXY) : List.of(proxy(proxy));
    }

    private String variable(String name) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() && !name.equals("http_proxy")
                ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
                : value;
    }

    private static boolean isThisComputer(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** {@code no_proxy} names hosts and domains, with or without a dot before them; {@code *} names all. */
    private boolean isExcepted(String host) {
        for (String entry : variable("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            String domain = withoutPort(entry.replaceFirst("^\\*?\\.", ""));
            if (entry.equals("*") || (!domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain)))) {
                return true;
            }
        }
        return false;
    }

    /** An address of IPv6 stands in brackets in an address of the web, and often in none here. */
    private static String withoutPort(String entry) {
        boolean bare = !entry.startsWith("[") && entry.indexOf(':') != entry.lastIndexOf(':');
        return bare ? "[" + entry + "]" : entry.replaceFirst(":[0-9]+$", "");
    }

    /** Host and port, or a URL of them. One that cannot be read is none that can be reached, rather than no proxy. */
    private static Proxy proxy(String given) {
        URI uri = given.contains("://") ? uri(given) : uri("http://" + given);
        Proxy.Type type =
                String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).startsWith("socks")
                        ? Proxy.Type.SOCKS
                        : Proxy.Type.HTTP;
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new Proxy(
                type,
                uri.getHost() == null
                        ? InetSocketAddress.createUnresolved(given, port)
                        : new InetSocketAddress(uri.getHost(), port));
    }

    private static URI uri(String given) {
        try {
            return URI.create(given);
        } catch (IllegalArgumentException e) {
            return URI.create("http:/");
        }
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
        otherwise.connectFailed(uri, proxy, failure);
    }
}
