package dev.patchproof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.evidence.EvidenceFuzz;
import dev.patchproof.probe.PlanFuzz;
import dev.patchproof.probe.linux.DpkgFuzz;
import dev.patchproof.probe.windows.PeFuzz;
import dev.patchproof.probe.windows.RegistryFuzz;
import dev.patchproof.wine.PeFixture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the probe reads of strangers: files, registry, dpkg's and apt's lists, plans; and evidence, which it writes. */
class ProbeFuzzIT {

    static Stream<Arguments> targets() throws IOException {
        return Stream.of(
                Arguments.of(
                        PeFuzz.class,
                        List.of(
                                PeFixture.pe64().version("10.0.26100.3775").bytes(),
                                PeFixture.pe32().version("5.1.2600.1230").bytes())),
                Arguments.of(
                        RegistryFuzz.class,
                        List.of(
                                registry(1, "1\0"),
                                registry(7, "\\??\\C:\\a\0\0\\??\\C:\\b\0!\\??\\C:\\c\0\0"),
                                new byte[] {4, 1, 0, 0, 0})),
                Arguments.of(DpkgFuzz.class, dpkg()),
                Arguments.of(PlanFuzz.class, List.of(resource("/dev/patchproof/evidence/plan-1.json"))),
                Arguments.of(EvidenceFuzz.class, List.of(resource("/dev/patchproof/evidence/evidence-1.json"))));
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

    private static byte[] registry(int type, String text) {
        byte[] units = text.getBytes(StandardCharsets.UTF_16LE);
        byte[] value = new byte[units.length + 1];
        value[0] = (byte) type;
        System.arraycopy(units, 0, value, 1, units.length);
        return value;
    }

    private static List<byte[]> dpkg() throws IOException {
        byte[] lz4 = resource("/dev/patchproof/probe/linux/packages-linked-blocks.lz4");
        String status = """
                Package: a
                Status: install ok installed
                Architecture: all
                Version: 1:2.0~rc1-3+b1
                Source: b (2.0)
                Installed-Size: 12
                Multi-Arch: same
                Conffiles:
                 /etc/a 0123456789abcdef0123456789abcdef obsolete

                Package: b
                """;
        String index = """
                Package: a
                Architecture: all
                Version: 1
                Description: x
                 y

                Package: c
                """;
        String release = """
                ID=debian
                VERSION_ID="12"
                PRETTY_NAME='Debian "x"'
                # no
                """;
        return List.of(text(0, status), text(1, index), of(2, lz4), text(3, release));
    }

    private static byte[] text(int kind, String text) {
        return of(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] of(int kind, byte[] file) {
        byte[] input = new byte[file.length + 1];
        input[0] = (byte) kind;
        System.arraycopy(file, 0, input, 1, file.length);
        return input;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ProbeFuzzIT.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }
}
