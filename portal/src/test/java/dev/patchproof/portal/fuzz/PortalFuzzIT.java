package dev.patchproof.portal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.fuzz.FuzzRun;
import dev.patchproof.portal.verification.ClaimsFuzz;
import dev.patchproof.portal.verification.TokenFuzz;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the portal reads of strangers: tokens, and catalogs of others. */
class PortalFuzzIT {

    static Stream<Arguments> targets() throws IOException {
        return Stream.of(
                Arguments.of(
                        TokenFuzz.class,
                        List.of(
                                resource("/dev/patchproof/portal/verification/golden.jwt"),
                                resource("/dev/patchproof/portal/verification/refused/algorithm-none.jwt"))),
                Arguments.of(ClaimsFuzz.class, List.of(claims("/dev/patchproof/portal/verification/golden.jwt"))),
                Arguments.of(
                        CatalogFuzz.class,
                        List.of(resource("/dev/patchproof/catalog/data/windows/KB823980.json"), new byte[] {123, 125
                        })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void whateverIsRead_nothingButTheContractHappens(Class<?> target, List<byte[]> seeds, @TempDir Path work)
            throws Exception {
        FuzzRun run = FuzzRun.of(target, seeds, work);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.executions()).as(run.output()).isGreaterThan(seeds.size());
        System.out.println(target.getSimpleName() + ": " + run.executions() + " executions, nothing found");
    }

    private static byte[] claims(String token) throws IOException {
        String compact = new String(resource(token), StandardCharsets.US_ASCII);
        return Base64.getUrlDecoder().decode(compact.split("\\.", -1)[1]);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PortalFuzzIT.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
