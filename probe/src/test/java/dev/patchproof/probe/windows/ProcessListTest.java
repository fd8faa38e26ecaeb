package dev.patchproof.probe.windows;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessListTest {

    private static final Instant BOOT = Instant.parse("2026-11-23T06:00:00.1234567Z");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void entriesOfEitherWidth_numberParentNameAndStart(boolean wide) throws Exception {
        Answer answer = new Answer(wide)
                .entry(0, 0, "", Instant.parse("1601-01-01T00:00:00Z"), 200)
                .entry(4, 0, "System", BOOT, 3000)
                .entry(1234, 700, "Z\u00fcrich.exe", BOOT.plusSeconds(60), 0);

        assertThat(answer.read())
                .containsExactly(
                        new RunningProcess(0, 0, "", Instant.parse("1601-01-01T00:00:00Z")),
                        new RunningProcess(4, 0, "System", BOOT),
                        new RunningProcess(1234, 700, "Z\u00fcrich.exe", BOOT.plusSeconds(60)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damagedAnywhere_aListOrAFailureNeverAnEndlessOne(boolean wide) {
        Answer whole = new Answer(wide).entry(4, 0, "System", BOOT, 300).entry(8, 4, "smss.exe", BOOT, 0);
        for (int at = 0; at < 200; at++) {
            for (int value : new int[] {1, 0x7f, 0x80, 0xff}) {
                ByteBuffer damaged = whole.copy();
                damaged.put(at, (byte) value);
                try {
                    List<RunningProcess> found = new ProcessList(damaged, Answer.ADDRESS, wide).read();
                    assertThat(found).hasSizeLessThanOrEqualTo(2);
                } catch (Win32Failure e) {
                    assertThat(e.code()).isEqualTo(Win32Failure.INVALID_DATA);
                }
            }
        }
    }

    @Test
    void chainLeavesTheBuffer_failureNotAPart() {
        ByteBuffer cut = new Answer(true).entry(4, 0, "System", BOOT, 1 << 20).copy();
        cut.putInt(0, 1 << 20);

        assertThatThrownBy(() -> new ProcessList(cut, Answer.ADDRESS, true).read())
                .isInstanceOf(Win32Failure.class);
    }

    @Test
    void kernelsOwn_byNumberOrAsItsNamedChildren() {
        assertThat(new RunningProcess(0, 0, "", BOOT).isOfTheKernel()).isTrue();
        assertThat(new RunningProcess(4, 0, "System", BOOT).isOfTheKernel()).isTrue();
        assertThat(new RunningProcess(100, 4, "Registry", BOOT).isOfTheKernel()).isTrue();
        assertThat(new RunningProcess(2000, 4, "Memory Compression", BOOT).isOfTheKernel())
                .isTrue();
        assertThat(new RunningProcess(400, 4, "smss.exe", BOOT).isOfTheKernel()).isFalse();
        assertThat(new RunningProcess(5000, 4000, "Registry", BOOT).isOfTheKernel())
                .isFalse();
    }

    @Test
    void fileTime_toItsLastDigit() {
        assertThat(FileTimes.instant(133_774_956_001_234_567L))
                .isEqualTo(Instant.parse("2024-12-01T03:00:00.123456700Z"));
        assertThat(FileTimes.instant(0)).isEqualTo(Instant.parse("1601-01-01T00:00:00Z"));
    }

    /** The bytes as Windows lays them out: an entry, its threads, its name. */
    private static final class Answer {
        static final long ADDRESS = 0x2345_6000L;

        private final boolean wide;
        private final ByteBuffer bytes = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        private int end;
        private int last = -1;

        Answer(boolean wide) {
            this.wide = wide;
        }

        Answer entry(int pid, int parent, String name, Instant startedAt, int gap) {
            if (last >= 0) {
                bytes.putInt(last, end - last);
            }
            last = end;
            int at = end;
            byte[] text = name.getBytes(UTF_16LE);
            int nameAt = at + (wide ? 256 : 184); // behind the whole entry
            bytes.putLong(at + 32, ticks(startedAt));
            bytes.putShort(at + 56, (short) text.length).putShort(at + 58, (short) (text.length + 2));
            if (wide) {
                bytes.putLong(at + 64, text.length == 0 ? 0 : ADDRESS + nameAt);
                bytes.putLong(at + 80, pid).putLong(at + 88, parent);
            } else {
                bytes.putInt(at + 60, text.length == 0 ? 0 : (int) ADDRESS + nameAt);
                bytes.putInt(at + 68, pid).putInt(at + 72, parent);
            }
            bytes.put(nameAt, text);
            end = (nameAt + text.length + Math.min(gap, 1000) + 7) & ~7;
            return this;
        }

        private static long ticks(Instant instant) {
            return (instant.getEpochSecond() + 11_644_473_600L) * 10_000_000L + instant.getNano() / 100;
        }

        ByteBuffer copy() {
            byte[] all = new byte[end];
            bytes.get(0, all);
            return ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        }

        List<RunningProcess> read() throws Win32Failure {
            return new ProcessList(copy(), ADDRESS, wide).read();
        }
    }
}
