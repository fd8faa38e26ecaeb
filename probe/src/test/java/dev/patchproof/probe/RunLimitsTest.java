package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.collector.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class RunLimitsTest {
    private static final Progress NOBODY = (units, what) -> {};
    private static final String CURRENT_VERSION = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

    @Test
    void readerThatWaitsAtAPipe_isLeftAndNothingElseIsAsked(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        List<Query<?>> asked = Collections.synchronizedList(new ArrayList<>());
        Collector collector = collector(query -> {
            asked.add(query);
            try {
                return Finding.exists(Files.readAllBytes(pipe)); // nobody ever writes
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        try (RunLimits limits = new RunLimits(collector, Duration.ofMillis(300))) {
            assertThat(code(limits.observe(new Query.LinuxKernel(), NOBODY).finding()))
                    .isEqualTo("LIMIT_REACHED");
            assertThat(code(limits.observe(new Query.RebootRequired(), NOBODY).finding()))
                    .isEqualTo("LIMIT_REACHED");
        }
        assertThat(asked).containsExactly(new Query.LinuxKernel());
    }

    @Test
    void collectorThatFails_isAnErrorOfThatQueryAlone() throws Exception {
        Collector collector = collector(query -> {
            if (query instanceof Query.LinuxKernel) {
                throw new StackOverflowError();
            }
            return Finding.doesNotExist();
        });

        try (RunLimits limits = new RunLimits(collector, Duration.ofMinutes(1))) {
            assertThat(limits.observe(new Query.LinuxKernel(), NOBODY).finding())
                    .isInstanceOf(Finding.Failed.class);
            assertThat(limits.observe(new Query.RebootRequired(), NOBODY).finding())
                    .isEqualTo(Finding.doesNotExist());
        }
    }

    @Test
    void personWhoStopsTheRun_getsNoFindingToSend() {
        Thread run = Thread.currentThread();
        Collector collector = collector(query -> {
            run.interrupt();
            LockSupport.park(); // reads for ever
            return Finding.doesNotExist();
        });

        try (RunLimits limits = new RunLimits(collector, Duration.ofMinutes(1))) {
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> limits.observe(new Query.LinuxKernel(), NOBODY));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UBR, REG_DWORD, 3775",
        "ubr, REG_DWORD, 3775",
        "CSDVersion, REG_SZ, Service Pack 3",
        "ProductName, REG_SZ, ''"
    })
    void valueOfTheExpectedShape_isSentAsItIs(String name, String type, String data) throws Exception {
        RegistryValueFact fact = new RegistryValueFact(type, List.of(data));

        assertThat(value(CURRENT_VERSION, name, fact)).isEqualTo(Finding.exists(fact));
    }

    @ParameterizedTest
    @CsvSource({
        "UBR, REG_SZ, hunter2",
        "UBR, REG_BINARY, 68756e7465723200",
        "ProductName, REG_MULTI_SZ, hunter2",
        "ProductName, REG_EXPAND_SZ, hunter2",
        "EditionID, REG_TYPE_4711, hunter2",
        "CurrentBuild, REG_LINK, hunter2"
    })
    void valueOfAnotherType_isToldByItsTypeAndNotSent(String name, String type, String data) throws Exception {
        Finding<RegistryValueFact> found = value(CURRENT_VERSION, name, new RegistryValueFact(type, List.of(data)));

        assertThat(found).isInstanceOfSatisfying(Finding.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("UNEXPECTED_VALUE");
            assertThat(failed.message()).contains(name, type).doesNotContain(data);
        });
    }

    @Test
    void longText_isToldByItsLengthAndNotSent() throws Exception {
        String book = "hunter2".repeat(100_000);

        Finding<RegistryValueFact> found =
                value(CURRENT_VERSION, "ProductName", new RegistryValueFact("REG_SZ", List.of(book)));

        assertThat(found.toString())
                .contains("UNEXPECTED_VALUE", "700000 characters")
                .doesNotContain("hunter2");
    }

    @Test
    void switchWrittenAsNumberOrAsText_isSentEitherWay() throws Exception {
        String config = "HKLM\\SOFTWARE\\Microsoft\\Cryptography\\Wintrust\\Config";
        RegistryValueFact number = new RegistryValueFact("REG_DWORD", List.of("1"));
        RegistryValueFact text = new RegistryValueFact("REG_SZ", List.of("1"));
        RegistryValueFact secret = new RegistryValueFact("REG_SZ", List.of("s".repeat(65)));

        assertThat(value(config, "EnableCertPaddingCheck", number)).isEqualTo(Finding.exists(number));
        assertThat(value(config, "EnableCertPaddingCheck", text)).isEqualTo(Finding.exists(text));
        assertThat(value(config, "EnableCertPaddingCheck", secret)).isInstanceOf(Finding.Failed.class);
    }

    private static Finding<RegistryValueFact> value(String path, String name, RegistryValueFact fact)
            throws InterruptedException {
        try (RunLimits limits = new RunLimits(collector(query -> Finding.exists(fact)), Duration.ofMinutes(1))) {
            return limits.observe(new Query.RegistryValue(path, name, RegistryView.NATIVE), NOBODY)
                    .finding();
        }
    }

    private static String code(Finding<?> finding) {
        return finding.fold(found -> "exists", () -> "absent", missing -> "not collected", failed -> failed.code());
    }

    private static Collector collector(Function<Query<?>, Finding<?>> answer) {
        return new Collector() {
            @Override
            public SystemFacts system() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Finding<String> machineId() {
                throw new UnsupportedOperationException();
            }

            @Override
            @SuppressWarnings("unchecked") // tests ask what they answer
            public <T> Finding<T> collect(Query<T> query, Progress progress) {
                return (Finding<T>) answer.apply(query);
            }

            @Override
            public long work(Query<?> query) {
                return 1;
            }
        };
    }
}
