package dev.patchproof.probe.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of NtQuerySystemInformation(SystemProcessInformation): a chain of entries, each with the offset of the next,
 * whose names lie in the same buffer and are given by address. The head of an entry has kept its layout since Windows
 * 2000; addresses and handles have the width of the process that asks.
 */
final class ProcessList {

    private static final int CREATE_TIME = 32;
    private static final int NAME = 56;

    private final ByteBuffer bytes;
    private final long address;
    private final boolean wide;

    /**
     * @param address where the buffer lay when Windows filled it
     * @param wide true in a 64-bit process
     */
    ProcessList(ByteBuffer bytes, long address, boolean wide) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.address = address;
        this.wide = wide;
    }

    /** @throws Win32Failure INVALID_DATA where the chain leaves the buffer: a part of the list is no list */
    List<RunningProcess> read() throws Win32Failure {
        List<RunningProcess> found = new ArrayList<>();
        int head = wide ? 96 : 76;
        long at = 0;
        while (true) {
            if (at + head > bytes.limit()) {
                throw malformed();
            }
            int start = (int) at;
            found.add(entry(start));
            long next = Integer.toUnsignedLong(bytes.getInt(start));
            if (next == 0) {
                return found;
            }
            if (next < head) {
                throw malformed();
            }
            at += next;
        }
    }

    private RunningProcess entry(int start) throws Win32Failure {
        int ids = start + (wide ? 80 : 68);
        int pid = bytes.getInt(ids);
        int parent = bytes.getInt(ids + (wide ? 8 : 4));
        return new RunningProcess(
                pid, parent, name(start + NAME), FileTimes.instant(bytes.getLong(start + CREATE_TIME)));
    }

    /** A UNICODE_STRING: length in bytes, room, address. The idle process has none. */
    private String name(int at) throws Win32Failure {
        int length = bytes.getShort(at) & 0xffff;
        if (length == 0) {
            return "";
        }
        long offset = (wide ? bytes.getLong(at + 8) : Integer.toUnsignedLong(bytes.getInt(at + 4))) - address;
        if (offset < 0 || offset > bytes.limit() - length || length % 2 != 0) {
            throw malformed();
        }
        StringBuilder name = new StringBuilder(length / 2);
        for (int i = 0; i < length; i += 2) {
            name.append(bytes.getChar((int) offset + i));
        }
        return Utf16.wellFormed(name.toString()).orElse("?");
    }

    private static Win32Failure malformed() {
        return new Win32Failure(Win32Failure.INVALID_DATA, "NtQuerySystemInformation (processes)");
    }
}
