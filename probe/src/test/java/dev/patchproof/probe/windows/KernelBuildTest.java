package dev.patchproof.probe.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** On constructed bytes: the answer was never seen on real Windows. */
class KernelBuildTest {

    @Test
    void answer_buildAndRevision() throws Exception {
        assertThat(KernelBuild.version(answer(26100, 4349))).isEqualTo("26100.4349");
    }

    @Test
    void buildWithTheFlagsOfAFreeBuild_withoutThem() throws Exception {
        assertThat(KernelBuild.version(answer(0xf000_0000 | 19045, 6937))).isEqualTo("19045.6937");
    }

    @Test
    void nothingFilledInOrTooShort_failure() {
        assertThatThrownBy(() -> KernelBuild.version(new byte[KernelBuild.SIZE]))
                .isInstanceOf(Win32Failure.class);
        assertThatThrownBy(() -> KernelBuild.version(new byte[19])).isInstanceOf(Win32Failure.class);
    }

    private static byte[] answer(int build, int revision) {
        return ByteBuffer.allocate(KernelBuild.SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(10)
                .putInt(0)
                .putInt(build)
                .putInt(revision)
                .array();
    }
}
