package dev.patchproof.portal.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.api.FreshSqlite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test itself is the trusted proxy, with others before it. */
@QuarkusTest
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
@TestProfile(TrustedProxyTest.BehindAProxy.class)
final class TrustedProxyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                           | 203.0.113.9",
                "198.51.100.1, 203.0.113.9             | 203.0.113.9",
                "198.51.100.1, 203.0.113.9, 10.1.2.3   | 203.0.113.9",
                "10.1.2.3                              | 10.1.2.3",
                "203.0.113.9:4711                      | 203.0.113.9",
                "[2001:db8:1:2::5]:4711                | 2001:db8:1:2",
                "2001:db8:1:2:aaaa:bbbb:cccc:dddd      | 2001:db8:1:2",
                "::ffff:203.0.113.9                    | 203.0.113.9",
                "203.0.113.9, unknown                  | 127.0.0.1",
                "203.0.113.9, evil.test, 10.1.2.3      | 10.1.2.3",
                "203.0.113.9,                          | 127.0.0.1",
            })
    void callerIsWhomTheLastTrustedProxySaw(String forwarded, String caller) throws Exception {
        String expected = caller.startsWith("2001")
                ? Arrays.toString(
                        Arrays.copyOf(InetAddress.getByName(caller + "::").getAddress(), 8))
                : caller;

        assertThat(given().header("X-Forwarded-For", forwarded)
                        .get("/test-caller")
                        .asString())
                .isEqualTo(expected + " plain http");
    }

    @Test
    void lineThatTheCallerSent_standsBeforeTheProxys() {
        assertThat(given().header("X-Forwarded-For", "198.51.100.1", "203.0.113.9")
                        .get("/test-caller")
                        .asString())
                .startsWith("203.0.113.9 ");
    }

    @Test
    void tlsAtTheProxy_isTlsAndBringsStrictTransportSecurity() {
        assertThat(given().header("X-Forwarded-Proto", "https")
                        .get("/test-caller")
                        .asString())
                .endsWith(" secure http");
        assertThat(strictTransport("https")).isEqualTo("max-age=31536000");
        assertThat(strictTransport("https, http"))
                .as("the proxy's own word is the last")
                .isNull();
        assertThat(strictTransport("http")).isNull();
        assertThat(given().get("/").header("Strict-Transport-Security")).isNull();
    }

    @Test
    void forwardedHostAndForwarded_neverCount() {
        given().header("X-Forwarded-Host", "evil.test")
                .header("Forwarded", "for=198.51.100.1;host=evil.test;proto=https")
                .header("Origin", "http://evil.test")
                .post("/checks")
                .then()
                .statusCode(403);
        assertThat(given().header("Forwarded", "for=198.51.100.1;proto=https")
                        .get("/test-caller")
                        .asString())
                .isEqualTo("127.0.0.1 plain http");
    }

    private static @org.jspecify.annotations.Nullable String strictTransport(String protocol) {
        return given().header("X-Forwarded-Proto", protocol).get("/").header("Strict-Transport-Security");
    }

    /** As an administrator of such a portal sets it. */
    public static final class BehindAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("patchproof.trusted-proxies", "127.0.0.1, 10.0.0.0/8");
        }
    }
}
