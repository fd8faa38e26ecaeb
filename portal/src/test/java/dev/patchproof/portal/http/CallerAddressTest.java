package dev.patchproof.portal.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as connections and proxies write them. */
class CallerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7:4711, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:4711, 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7], 2001:db8:0:0:0:0:0:7",
        "fe80::7%eth0, fe80:0:0:0:0:0:0:7",
        "fe80:0:0:0:0:0:0:7%2, fe80:0:0:0:0:0:0:7"
    })
    void address_isRead(String text, String address) {
        assertThat(requireNonNull(Callers.parse(text), text).getHostAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "_hidden", "localhost", "1.2.3", "256.1.1.1", "%eth0", "1.2.3.4, 5.6.7.8"})
    void anythingElse_isNone(String text) {
        assertThat(Callers.parse(text)).isNull();
    }
}
