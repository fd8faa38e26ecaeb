package dev.patchproof.portal.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicUrlTest {

    @Test
    void slashAtTheEnd_isNoPartOfIt() {
        PublicUrl url = new PublicUrl(URI.create("https://check.example:8443/"));

        assertThat(url.base()).isEqualTo("https://check.example:8443");
        assertThat(url.origin()).isEqualTo("https://check.example:8443");
        assertThat(url.of("/results/x")).hasToString("https://check.example:8443/results/x");
        assertThat(url.secure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check.example",
                "ftp://check.example",
                "http:///x",
                "http://h?q",
                "http://h#f",
                "http://u@h",
                "http://h/portal"
            })
    void anythingElse_refused(String text) {
        assertThatThrownBy(() -> new PublicUrl(URI.create(text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("patchproof.public-url");
    }
}
