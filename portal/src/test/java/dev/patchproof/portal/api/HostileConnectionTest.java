package dev.patchproof.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that lie about their length, or never end. The portal is less patient here than elsewhere. */
@QuarkusTest
@TestProfile(HostileConnectionTest.Impatient.class)
@QuarkusTestResource(value = FreshSqlite.class, restrictToAnnotatedClass = true)
final class HostileConnectionTest {
    private static final TestComputer LIAR = TestComputer.liar("desk-17");

    /** Seconds for what takes minutes elsewhere. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.read-timeout", "2S", "patchproof.upload.timeout", "PT3S");
        }
    }

    @Inject
    Jdbi jdbi;

    @Test
    void bodyThatTrickles_isEndedAndNothingKept() throws Exception {
        Visit visit = Visit.begin(LIAR);
        String token = evidence(visit);
        Snapshot before = Snapshot.take(jdbi);

        try (RawConnection slow = new RawConnection()) {
            slow.send(RawConnection.head(visit, "Content-Length: " + token.length()));
            RawConnection.Trickle trickle = slow.trickle(token, 50, 20_000);

            assertThat(trickle.closedByPortal()).isTrue();
            assertThat(trickle.millis()).isBetween(2_000L, 15_000L);
        }
        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
        visit.upload(token).then().statusCode(201);
    }

    @Test
    void bodyThatTrickles_isAnsweredBeforeTheEnd() throws Exception {
        Visit visit = Visit.begin(LIAR);
        String token = evidence(visit);

        try (RawConnection slow = new RawConnection()) {
            slow.send(RawConnection.head(visit, "Content-Length: " + token.length()));
            slow.trickle(token, 100, 2_800);
            Thread.sleep(400);
            slow.send("AAAA");

            assertThat(slow.readToEnd())
                    .startsWith("HTTP/1.1 408")
                    .contains("application/problem+json", "https://patchproof.dev/problems/body-too-slow");
        }
        visit.upload(token).then().statusCode(201);
    }

    @Test
    void bodyThatStops_isEndedAndNothingKept() throws Exception {
        Visit visit = Visit.begin(LIAR);
        String token = evidence(visit);
        Snapshot before = Snapshot.take(jdbi);

        try (RawConnection stalled = new RawConnection()) {
            stalled.send(RawConnection.head(visit, "Content-Length: " + token.length()));
            stalled.send(token.substring(0, 500));

            assertThat(stalled.readToEnd()).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
        }
        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
        visit.upload(token).then().statusCode(201);
    }

    @Test
    void manySlowUploads_leaveThePortalAnswering() throws Exception {
        Visit visit = Visit.begin(LIAR);
        RawConnection[] stalled = new RawConnection[50];
        for (int i = 0; i < stalled.length; i++) {
            stalled[i] = new RawConnection();
            stalled[i].send(RawConnection.head(visit, "Content-Length: 100000")).send("a");
        }

        visit.upload(evidence(visit)).then().statusCode(201);

        for (RawConnection connection : stalled) {
            connection.close();
        }
    }

    @Test
    void lengthAboveTheBody_keepsNothing() throws Exception {
        Visit visit = Visit.begin(LIAR);
        String token = evidence(visit);
        Snapshot before = Snapshot.take(jdbi);

        try (RawConnection liar = new RawConnection()) {
            liar.send(RawConnection.head(visit, "Content-Length: " + (token.length() + 100)))
                    .send(token)
                    .endOutput();

            assertThat(liar.readToEnd()).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
        }
        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
    }

    @Test
    void lengthBelowTheBody_isATokenCutShort() throws Exception {
        Visit visit = Visit.begin(LIAR);
        String token = evidence(visit);
        Snapshot before = Snapshot.take(jdbi);

        try (RawConnection liar = new RawConnection()) {
            liar.send(RawConnection.head(visit, "Connection: close", "Content-Length: " + (token.length() - 4)))
                    .send(token);

            assertThat(liar.readToEnd()).startsWith("HTTP/1.1 422").contains("evidence-signature-invalid");
        }
        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: abc",
                "Content-Length: -1",
                "Content-Length: +500",
                "Content-Length: 1e3",
                "Content-Length: 0x10",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5, 6",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length:",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity"
            })
    void lengthThatIsNone_isRefused(String header) throws Exception {
        Visit visit = Visit.begin(LIAR);
        Snapshot before = Snapshot.take(jdbi);

        try (RawConnection liar = new RawConnection()) {
            liar.send(RawConnection.head(visit, header, "Connection: close"))
                    .send(evidence(visit))
                    .endOutput();

            // one that cannot even be framed is not answered: the connection ends
            assertThat(liar.readToEnd())
                    .satisfiesAnyOf(answer -> assertThat(answer).startsWith("HTTP/1.1 4"), answer -> assertThat(answer)
                            .isEmpty());
        }
        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
    }

    @Test
    void lengthAboveTheLimit_isRefusedBeforeTheBodyComes() throws Exception {
        Visit visit = Visit.begin(LIAR);

        try (RawConnection large = new RawConnection()) {
            large.send(RawConnection.head(visit, "Content-Length: " + (8 * 1024 * 1024 + 1), "Expect: 100-continue"));

            assertThat(large.readToEnd()).startsWith("HTTP/1.1 413").contains("body-too-large");
        }
    }

    @Test
    void chunksAboveTheLimit_areNotReadToTheEnd() throws Exception {
        Visit visit = Visit.begin(LIAR);
        Snapshot before = Snapshot.take(jdbi);
        String chunk = Integer.toHexString(64 * 1024) + "\r\n" + "a".repeat(64 * 1024) + "\r\n";

        try (RawConnection endless = new RawConnection()) {
            endless.send(RawConnection.head(visit, "Transfer-Encoding: chunked"));
            RawConnection.Trickle ended = endless.flood(chunk, 2_000);

            assertThat(ended.closedByPortal()).isTrue();
        }
        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
    }

    private static String evidence(Visit visit) {
        return TestDevice.make().evidence(visit.plan(), LIAR, Instant.now());
    }
}
