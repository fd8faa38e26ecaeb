package dev.patchproof.probe.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemProxiesTest {

    /** Stands for what Java finds in the settings of the desktop. */
    private static final ProxySelector DESKTOP = new ProxySelector() {
        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("desktop", 1)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
            throw new IllegalStateException(failure);
        }
    };

    @ParameterizedTest(name = "{0}: {1} is reached by {2}")
    @CsvSource({
        "'',                                                     https://portal.example, HTTP desktop:1",
        "'http_proxy=http://p:3128',                             https://portal.example, HTTP desktop:1",
        "'https_proxy=http://p:3128',                            https://portal.example, HTTP p:3128",
        "'https_proxy=p:3128',                                   https://portal.example, HTTP p:3128",
        "'HTTPS_PROXY=http://p:3128/',                           https://portal.example, HTTP p:3128",
        "'https_proxy=http://p',                                 https://portal.example, HTTP p:1080",
        "'http_proxy=http://p:3128',                             http://portal.example,  HTTP p:3128",
        "'HTTP_PROXY=http://p:3128',                             http://portal.example,  HTTP desktop:1",
        "'all_proxy=socks5://s:1080',                            https://portal.example, SOCKS s:1080",
        "'https_proxy=p:1 all_proxy=socks5://s:1080',            https://portal.example, HTTP p:1",
        "'https_proxy=p:1 no_proxy=portal.example',              https://portal.example, direct",
        "'https_proxy=p:1 no_proxy=other;.example',              https://portal.example, direct",
        "'https_proxy=p:1 no_proxy=EXAMPLE',                     https://portal.example, direct",
        "'https_proxy=p:1 no_proxy=*.example',                   https://portal.example, direct",
        "'https_proxy=p:1 no_proxy=*',                           https://portal.example, direct",
        "'https_proxy=p:1 NO_PROXY=portal.example:443',          https://portal.example, direct",
        "'https_proxy=p:1 no_proxy=tal.example',                 https://portal.example, HTTP p:1",
        "'http_proxy=p:1 no_proxy=fd00::5',                      http://[fd00::5]:8080,  direct",
        "'http_proxy=p:1 no_proxy=[fd00::5]:8080',               http://[fd00::5]:8080,  direct",
        "'http_proxy=p:1 no_proxy=fd00::5',                      http://[fd00::6]:8080,  HTTP p:1",
        "'https_proxy=p:1',                                      https://localhost:8443, direct",
        "'http_proxy=p:1',                                       http://127.0.0.1:8080,  direct",
        "'http_proxy=p:1',                                       http://[::1]:8080,      direct",
        "'http_proxy=p:1',                                       http://127.0.0.1.evil.example, HTTP p:1",
        "'',                                                     http://localhost:8080,  direct",
        "'https_proxy=http://[broken',                           https://portal.example, HTTP http://[broken:1080",
    })
    void variables_decideByWhichProxyAPortalIsReached(String environment, URI portal, String expected) {
        Map<String, String> variables = Pattern.compile(" ")
                .splitAsStream(environment)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toMap(one -> one.split("=", 2)[0], one -> one.split("=", 2)[1].replace(';', ',')));

        List<Proxy> proxies = new SystemProxies(variables, DESKTOP).select(portal);

        assertThat(proxies).singleElement().extracting(SystemProxiesTest::text).isEqualTo(expected);
    }

    private static String text(Proxy proxy) {
        return proxy.type() == Proxy.Type.DIRECT
                ? "direct"
                : proxy.type() + " " + ((InetSocketAddress) proxy.address()).getHostString() + ":"
                        + ((InetSocketAddress) proxy.address()).getPort();
    }
}
