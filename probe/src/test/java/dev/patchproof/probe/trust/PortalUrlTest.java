package dev.patchproof.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080",
        "http://localhost:8080/, http://localhost:8080",
        "HTTPS://Check.Example.ORG, https://check.example.org",
        "https://check.example.org:443/, https://check.example.org",
        "http://check.example.org:80, http://check.example.org",
        "https://example.org/patchproof/, https://example.org/patchproof",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void address_hasOneSpelling(String given, String text) throws TrustException {
        assertThat(PortalUrl.of(given).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "ftp://x.test",
                "file:///etc/passwd",
                "https://user@x.test",
                "https://x.test?a=b",
                "https://x.test#a",
                "https://",
                "not an address",
                ""
            })
    void somethingElse_isRefused(String given) {
        assertThatThrownBy(() -> PortalUrl.of(given)).isInstanceOf(TrustException.class);
    }
}
