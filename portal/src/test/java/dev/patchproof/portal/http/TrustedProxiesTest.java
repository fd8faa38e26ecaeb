package dev.patchproof.portal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {

    @Test
    void addressesAndNetworks_trustWhatTheyHold() throws Exception {
        TrustedProxies proxies = TrustedProxies.parse(List.of("10.0.0.5", " 10.1.0.0/16", "fd00::/8"));

        assertThat(proxies.trusts(InetAddress.getByName("10.0.0.5"))).isTrue();
        assertThat(proxies.trusts(InetAddress.getByName("10.0.0.6"))).isFalse();
        assertThat(proxies.trusts(InetAddress.getByName("10.1.255.1"))).isTrue();
        assertThat(proxies.trusts(InetAddress.getByName("fd12::1"))).isTrue();
        assertThat(proxies.trusts(InetAddress.getByName("fe80::1"))).isFalse();
    }

    @Test
    void nothing_trustsNobody() {
        assertThat(TrustedProxies.parse(List.of()).trusts(InetAddress.getLoopbackAddress()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.", "0.0.0.0/0", "::/0", "*"})
    void nameAndEverybody_refused(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse(List.of(text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("patchproof.trusted-proxies: expected addresses or networks")
                .hasMessageContaining("found '" + text + "'");
    }
}
