package dev.patchproof.portal.api;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.patchproof.evidence.Finding;
import dev.patchproof.portal.TestComputer;
import dev.patchproof.portal.TestDevice;
import dev.patchproof.portal.verification.EvidenceVerifier;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upload withstands, whatever the database. */
abstract class EvidenceUploadContract {
    private static final TestComputer LIAR = TestComputer.liar("desk-17");
    private static final int UPLOADS = 200;

    @Inject
    Jdbi jdbi;

    @Test
    void everyTokenOfTheCorpus_isRefusedAndChangesNothing() throws Exception {
        Visit visit = Visit.begin(LIAR);
        Snapshot before = Snapshot.take(jdbi);
        List<Path> corpus = corpus();

        for (Path file : corpus) {
            Response answer = visit.upload(token(file));

            answer.then()
                    .contentType("application/problem+json")
                    .body("status", equalTo(answer.statusCode()))
                    .body("type", startsWith("https://patchproof.dev/problems/"));
            assertThat(answer.statusCode()).as(file.toString()).isIn(413, 422);
            assertThat(answer.asString()).doesNotContain("Exception", "jose4j", "jackson");
        }

        assertThat(corpus).hasSizeGreaterThan(100);
        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
        visit.uploaded(TestDevice.make(), LIAR, Instant.now());
    }

    @Test
    void hostNameWithNul_isRefusedAndNotAFailure() {
        Visit visit = Visit.begin(LIAR);
        Snapshot before = Snapshot.take(jdbi);

        refused(visit.upload(evidence(visit, TestComputer.liar("desk\0-17"))), 422, "evidence-evidence-malformed");

        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
    }

    @Test
    void fileVersionWithNul_isKeptAsFound() {
        TestComputer odd = new TestComputer("desk-17", List.of("KB823980"), Finding.exists("5.1\0.2600"));
        Visit visit = Visit.begin(odd);

        visit.upload(evidence(visit, odd)).then().statusCode(201).body("verdict", equalTo("UNSUPPORTED"));
    }

    @Test
    void packedEvidence_givesTheSameResultAsPlain() {
        Visit visit = Visit.begin(LIAR);
        String token = evidence(visit, LIAR);

        String packed = upload(visit, gzip(bytes(token)), "gzip")
                .then()
                .statusCode(201)
                .extract()
                .path("resultId");

        visit.upload(token).then().statusCode(201).body("resultId", equalTo(packed));
        upload(visit, gzip(bytes(token)), "GZip").then().statusCode(201).body("resultId", equalTo(packed));
        upload(visit, bytes(token), "identity").then().statusCode(201).body("resultId", equalTo(packed));
    }

    enum Packing {
        CUT_IN_THE_DATA(400) {
            @Override
            byte[] pack(byte[] token) {
                byte[] packed = gzip(token);
                return Arrays.copyOf(packed, packed.length / 2);
            }
        },
        CUT_IN_THE_HEADER(400) {
            @Override
            byte[] pack(byte[] token) {
                return Arrays.copyOf(gzip(token), 9);
            }
        },
        CUT_IN_THE_TRAILER(400) {
            @Override
            byte[] pack(byte[] token) {
                byte[] packed = gzip(token);
                return Arrays.copyOf(packed, packed.length - 3);
            }
        },
        NOTHING(400) {
            @Override
            byte[] pack(byte[] token) {
                return new byte[0];
            }
        },
        NOT_PACKED(400) {
            @Override
            byte[] pack(byte[] token) {
                return token;
            }
        },
        GARBAGE_BEHIND(400) {
            @Override
            byte[] pack(byte[] token) {
                return concat(gzip(token), new byte[] {0});
            }
        },
        TWO_MEMBERS(400) {
            @Override
            byte[] pack(byte[] token) {
                return concat(gzip(Arrays.copyOf(token, 100)), gzip(Arrays.copyOfRange(token, 100, token.length)));
            }
        },
        WRONG_CHECKSUM(400) {
            @Override
            byte[] pack(byte[] token) {
                byte[] packed = gzip(token);
                packed[packed.length - 8] ^= 1;
                return packed;
            }
        },
        WRONG_LENGTH(400) {
            @Override
            byte[] pack(byte[] token) {
                byte[] packed = gzip(token);
                packed[packed.length - 4] ^= 1;
                return packed;
            }
        },
        RESERVED_FLAG(400) {
            @Override
            byte[] pack(byte[] token) {
                byte[] packed = gzip(token);
                packed[3] = (byte) 0x80;
                return packed;
            }
        },
        NAME_WITHOUT_END(400) {
            @Override
            byte[] pack(byte[] token) {
                byte[] header = Arrays.copyOf(gzip(token), 10);
                header[3] = 0x08;
                return concat(header, "name".getBytes(StandardCharsets.US_ASCII));
            }
        },
        EXTRA_FIELD_BEYOND_THE_END(400) {
            @Override
            byte[] pack(byte[] token) {
                byte[] header = Arrays.copyOf(gzip(token), 10);
                header[3] = 0x04;
                return concat(header, new byte[] {-1, -1, 0});
            }
        },
        PACKED_TWICE(400) {
            @Override
            byte[] pack(byte[] token) {
                return gzip(gzip(token));
            }
        },
        BOMB(413) {
            @Override
            byte[] pack(byte[] token) {
                return gzip(new byte[256 * 1024 * 1024]);
            }
        },
        ONE_BYTE_TOO_MUCH(413) {
            @Override
            byte[] pack(byte[] token) {
                return gzip(bytes("a".repeat(EvidenceVerifier.MAX_TOKEN_BYTES + 1)));
            }
        };

        private final int status;

        Packing(int status) {
            this.status = status;
        }

        abstract byte[] pack(byte[] token);
    }

    @ParameterizedTest
    @EnumSource
    void badPacking_isRefusedAndChangesNothing(Packing packing) {
        Visit visit = Visit.begin(LIAR);
        String token = evidence(visit, LIAR);
        Snapshot before = Snapshot.take(jdbi);

        refused(
                upload(visit, packing.pack(bytes(token)), "gzip"),
                packing.status,
                packing.status == 413 ? "body-too-large" : "body-malformed");

        assertThat(Snapshot.take(jdbi)).isEqualTo(before);
        visit.upload(token).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "zstd", "gzip, gzip", "gzip,br", "x-unknown", "gzip;q=1", "*"})
    void otherEncodings_areNotTaken(String encoding) {
        Visit visit = Visit.begin(LIAR);

        Response answer = upload(visit, gzip(bytes(evidence(visit, LIAR))), encoding);

        refused(answer, 415, "encoding-not-taken");
        assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void packedSelector_isNotTaken() {
        Visit visit = Visit.begin(LIAR);

        Response answer = given().config(asItIs())
                .header("Authorization", "Bearer " + visit.ticket())
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(gzip(bytes("{}")))
                .post("/api/v1/checks/" + visit.checkId() + "/plan");

        refused(answer, 415, "encoding-not-taken");
    }

    @Test
    void usedTicket_leadsToTheResult() {
        Visit visit = Visit.begin(LIAR);
        String id = visit.uploaded(TestDevice.make(), LIAR, Instant.now());

        Response plan = visit.askPlan("{}", visit.ticket());
        refused(plan, 409, "ticket-used");
        assertThat(plan.<String>path("resultId")).isEqualTo(id);
        Response another = visit.upload(evidence(visit, LIAR));
        refused(another, 409, "ticket-used");
        assertThat(another.<String>path("resultId")).isEqualTo(id);
    }

    @Test
    void usedTicketOfAnotherCheck_leadsNowhere() {
        Visit visit = Visit.begin(LIAR);
        String id = visit.uploaded(TestDevice.make(), LIAR, Instant.now());

        Response answer = visit.askPlan("{}", Visit.begin(LIAR).ticket());

        refused(answer, 403, "ticket-wrong");
        assertThat(answer.asString()).doesNotContain(id);
    }

    /** Half of them repeat the same token, as lost answers do; half are tokens of their own. */
    @Test
    void twoHundredUploadsOfOneTicket_exactlyOneResult() throws Exception {
        Visit visit = Visit.begin(LIAR);
        TestDevice device = TestDevice.make();
        Instant now = Instant.now();
        String repeated = device.evidence(visit.plan(), LIAR, now);
        List<Callable<Upload>> uploads = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            String token = i % 2 == 0 ? repeated : device.evidence(visit.plan(), LIAR, now);
            uploads.add(() -> new Upload(token, visit.upload(token)));
        }

        List<Upload> answers = inParallel(uploads);

        List<Upload> taken = answers.stream()
                .filter(upload -> upload.answer().statusCode() == 201)
                .toList();
        assertThat(answers).hasSize(UPLOADS).allSatisfy(upload -> assertThat(
                        upload.answer().statusCode())
                .as(upload.answer().asString())
                .isIn(201, 409));
        assertThat(taken.stream().map(Upload::token).distinct()).hasSize(1);
        assertThat(taken).hasSize(taken.get(0).token().equals(repeated) ? UPLOADS / 2 : 1);
        assertThat(answers.stream()
                        .map(upload -> upload.answer().<String>path("resultId"))
                        .distinct())
                .as("taken or refused, each is told of the one result")
                .hasSize(1);
        Long results = jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM results WHERE check_id = :id")
                .bind("id", visit.checkId())
                .mapTo(Long.class)
                .one());
        assertThat(results).isEqualTo(1);
    }

    private record Upload(String token, Response answer) {}

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Path> corpus() throws IOException, URISyntaxException {
        Path folder = Path.of(
                requireNonNull(EvidenceVerifier.class.getResource("refused")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String token(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream) {
            return new String(plain.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String evidence(Visit visit, TestComputer computer) {
        return TestDevice.make().evidence(visit.plan(), computer, Instant.now());
    }

    private static Response upload(Visit visit, byte[] body, String encoding) {
        return given().config(asItIs())
                .header("Authorization", "Bearer " + visit.ticket())
                .header("Content-Encoding", encoding)
                .contentType("application/eat+jwt")
                .body(body)
                .post("/api/v1/checks/" + visit.checkId() + "/evidence");
    }

    private static RestAssuredConfig asItIs() {
        return RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false))
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());
    }

    private static void refused(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("https://patchproof.dev/problems/" + code));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return packed.toByteArray();
    }
}
