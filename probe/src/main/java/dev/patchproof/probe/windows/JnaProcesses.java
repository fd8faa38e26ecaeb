package dev.patchproof.probe.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes of this computer. */
final class JnaProcesses implements Processes {

    private static final int FIRST_LIST = 1 << 19;
    private static final int MAX_LIST = 1 << 26;
    private static final int MAX_MODULES = 1 << 16;
    private static final int MAX_PATH = 1 << 15; // characters, the most that Windows has
    private static final int LIST_MODULES_ALL = 3;
    private static final int STILL_ACTIVE = 259;

    @Override
    public List<RunningProcess> running() throws Win32Failure {
        for (int size = FIRST_LIST; size <= MAX_LIST; size *= 2) {
            try (Memory buffer = new Memory(size)) {
                IntByReference needed = new IntByReference();
                int status =
                        JnaNtDll.INSTANCE.NtQuerySystemInformation(JnaNtDll.PROCESS_INFORMATION, buffer, size, needed);
                if (status == 0) {
                    return new ProcessList(
                                    buffer.getByteBuffer(0, size),
                                    Pointer.nativeValue(buffer),
                                    Native.POINTER_SIZE == Long.BYTES)
                            .read();
                }
                if (status != JnaNtDll.STATUS_INFO_LENGTH_MISMATCH) {
                    throw failure(status, "NtQuerySystemInformation (processes)");
                }
            }
        }
        throw new Win32Failure(Win32Failure.MORE_DATA, "NtQuerySystemInformation (processes)");
    }

    static Win32Failure failure(int status, String call) {
        return new Win32Failure(JnaNtDll.INSTANCE.RtlNtStatusToDosError(status), call);
    }

    @Override
    public OpenProcess open(int pid) throws Win32Failure {
        WinNT.@Nullable HANDLE handle =
                Kernel32Calls.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_INFORMATION | WinNT.PROCESS_VM_READ, false, pid);
        if (handle == null) {
            throw new Win32Failure(Native.getLastError(), "OpenProcess of " + pid);
        }
        return new Opened(handle, pid);
    }

    private record Opened(WinNT.HANDLE handle, int pid) implements OpenProcess {

        @Override
        public Instant startedAt() throws Win32Failure {
            WinBase.FILETIME created = new WinBase.FILETIME();
            WinBase.FILETIME unused = new WinBase.FILETIME();
            if (!Kernel32Calls.INSTANCE.GetProcessTimes(handle, created, unused, unused, unused)) {
                throw failure("GetProcessTimes");
            }
            return FileTimes.instant(
                    (long) created.dwHighDateTime << 32 | Integer.toUnsignedLong(created.dwLowDateTime));
        }

        @Override
        public boolean ended() throws Win32Failure {
            IntByReference code = new IntByReference();
            if (!Kernel32Calls.INSTANCE.GetExitCodeProcess(handle, code)) {
                throw failure("GetExitCodeProcess");
            }
            return code.getValue() != STILL_ACTIVE;
        }

        @Override
        public List<Long> modules() throws Win32Failure {
            for (int count = 1024; count <= MAX_MODULES; count *= 4) {
                int size = count * Native.POINTER_SIZE;
                try (Memory modules = new Memory(size)) {
                    IntByReference needed = new IntByReference();
                    if (!Kernel32Calls.INSTANCE.K32EnumProcessModulesEx(
                            handle, modules, size, needed, LIST_MODULES_ALL)) {
                        throw failure("EnumProcessModulesEx");
                    }
                    if (needed.getValue() >= 0 && needed.getValue() <= size) {
                        return addresses(modules, needed.getValue() / Native.POINTER_SIZE);
                    }
                }
            }
            throw new Win32Failure(Win32Failure.MORE_DATA, "EnumProcessModulesEx of " + pid);
        }

        private static List<Long> addresses(Memory modules, int count) {
            List<Long> addresses = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                addresses.add(Pointer.nativeValue(modules.getPointer((long) i * Native.POINTER_SIZE)));
            }
            return addresses;
        }

        @Override
        public String path(long module) throws Win32Failure {
            char[] path = new char[1024];
            int length = path(module, path);
            if (length == path.length) {
                path = new char[MAX_PATH];
                length = path(module, path);
            }
            if (length <= 0 || length >= path.length) {
                throw failure("GetModuleFileNameEx");
            }
            return new String(path, 0, length);
        }

        private int path(long module, char[] path) {
            return Kernel32Calls.INSTANCE.K32GetModuleFileNameEx(handle, new Pointer(module), path, path.length);
        }

        @Override
        public void read(long address, byte[] into) throws Win32Failure {
            LongByReference read = new LongByReference();
            if (!Kernel32Calls.INSTANCE.ReadProcessMemory(
                            handle, new Pointer(address), into, new BaseTSD.SIZE_T(into.length), read)
                    || read.getValue() != into.length) {
                throw failure("ReadProcessMemory");
            }
        }

        private Win32Failure failure(String call) {
            return new Win32Failure(Native.getLastError(), call + " of process " + pid);
        }

        @Override
        public void close() {
            Kernel32Calls.INSTANCE.CloseHandle(handle);
        }
    }
}
