package dev.patchproof.probe.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * SYSTEM_BUILD_VERSION_INFORMATION, the answer of NtQuerySystemInformationEx for class 222: layer number and count (16
 * bits each), major and minor version, build, revision ("QFE"), then names. Undocumented; the layout is that of
 * Microsoft's symbols as others published them.
 */
final class KernelBuild {

    /** Of the whole structure. */
    static final int SIZE = 0x244;

    private static final int BUILD = 12;
    private static final int REVISION = 16;
    private static final int FLAGS = 0xf000_0000; // free or checked build, as the kernel's own variable has them

    private KernelBuild() {}

    /** {@code build.revision} */
    static String version(byte[] information) throws Win32Failure {
        if (information.length < REVISION + 4) {
            throw new Win32Failure(Win32Failure.INVALID_DATA, "NtQuerySystemInformationEx (build version)");
        }
        ByteBuffer bytes = ByteBuffer.wrap(information).order(ByteOrder.LITTLE_ENDIAN);
        int build = bytes.getInt(BUILD) & ~FLAGS;
        if (build == 0) {
            throw new Win32Failure(Win32Failure.INVALID_DATA, "NtQuerySystemInformationEx (build version)");
        }
        return build + "." + Integer.toUnsignedString(bytes.getInt(REVISION));
    }
}
