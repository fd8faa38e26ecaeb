package dev.patchproof.probe.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/** A file that was opened by its handle, with all kinds of sharing allowed, for what Java does not tell or cannot open. */
final class JnaFileHandle implements AutoCloseable {

    static final int READ_ATTRIBUTES = 0x80;
    static final int READ_DATA = 0x8000_0000; // GENERIC_READ

    private static final int BASIC_INFO = 0;
    private static final int STANDARD_INFO = 1;
    private static final int BASIC_SIZE = 40;
    private static final int STANDARD_SIZE = 24;
    private static final int BACKUP_SEMANTICS = 0x0200_0000; // without it no folder can be opened
    private static final int LONGEST_PLAIN = 247; // longer paths need the prefix that Java adds by itself

    private static final int LONGEST_PATH = 32_768;

    private final WinNT.HANDLE handle;
    private final String path;

    private JnaFileHandle(WinNT.HANDLE handle, String path) {
        this.handle = handle;
        this.path = path;
    }

    static JnaFileHandle open(String path, int access) throws Win32Failure {
        WinNT.HANDLE handle = Kernel32Calls.INSTANCE.CreateFile(
                withPrefix(path),
                access,
                WinNT.FILE_SHARE_READ | WinNT.FILE_SHARE_WRITE | WinNT.FILE_SHARE_DELETE,
                null,
                WinNT.OPEN_EXISTING,
                BACKUP_SEMANTICS,
                null);
        if (WinBase.INVALID_HANDLE_VALUE.equals(handle)) {
            throw new Win32Failure(Native.getLastError(), "CreateFile of " + path);
        }
        return new JnaFileHandle(handle, path);
    }

    static String withPrefix(String path) {
        return path.length() > LONGEST_PLAIN && !path.startsWith("\\\\") ? "\\\\?\\" + path : path;
    }

    WinNT.HANDLE handle() {
        return handle;
    }

    /** The path of the opened file with all links followed; empty where Windows does not tell, as before Vista. */
    Optional<String> truePath() {
        char[] buffer = new char[LONGEST_PATH];
        try {
            int length = Kernel32Calls.INSTANCE.GetFinalPathNameByHandle(handle, buffer, buffer.length, 0);
            return length > 0 && length < buffer.length ? Optional.of(new String(buffer, 0, length)) : Optional.empty();
        } catch (UnsatisfiedLinkError beforeVista) {
            return Optional.empty();
        }
    }

    /** FILE_BASIC_INFO.ChangeTime; empty where the file system keeps none. */
    Optional<Instant> changedAt() throws Win32Failure {
        try (Memory basic = information(BASIC_INFO, BASIC_SIZE)) {
            long changed = basic.getLong(24);
            return changed == 0 ? Optional.empty() : Optional.of(FileTimes.instant(changed));
        }
    }

    BasicFileAttributes attributes() throws Win32Failure {
        try (Memory basic = information(BASIC_INFO, BASIC_SIZE);
                Memory standard = information(STANDARD_INFO, STANDARD_SIZE)) {
            return new Attributes(
                    FileTime.from(FileTimes.instant(basic.getLong(0))),
                    FileTime.from(FileTimes.instant(basic.getLong(8))),
                    FileTime.from(FileTimes.instant(basic.getLong(16))),
                    standard.getLong(8),
                    standard.getByte(21) != 0);
        }
    }

    private Memory information(int kind, int size) throws Win32Failure {
        Memory memory = new Memory(size);
        if (!Kernel32Calls.INSTANCE.GetFileInformationByHandleEx(handle, kind, memory, size)) {
            int code = Native.getLastError();
            memory.close();
            throw new Win32Failure(code, "GetFileInformationByHandleEx of " + path);
        }
        return memory;
    }

    @Override
    public void close() {
        Kernel32Calls.INSTANCE.CloseHandle(handle);
    }

    private record Attributes(
            FileTime creationTime, FileTime lastAccessTime, FileTime lastModifiedTime, long size, boolean isDirectory)
            implements BasicFileAttributes {
        @Override
        public boolean isRegularFile() {
            return !isDirectory;
        }

        @Override
        public boolean isSymbolicLink() {
            return false; // the handle is that of its target
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public Object fileKey() {
            return this;
        }
    }
}
