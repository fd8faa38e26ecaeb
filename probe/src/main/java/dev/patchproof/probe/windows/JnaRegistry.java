package dev.patchproof.probe.windows;

import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import dev.patchproof.evidence.RegistryView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The live registry. Not by JNA's Advapi32Util: it decides on its own what a value's bytes mean, and cuts a list of
 * strings at its first empty one.
 */
final class JnaRegistry implements Registry {

    /** Larger values are answered as Windows would for too small a buffer. */
    private static final int MAX_VALUE = 4 << 20;

    /** More names than any key of Windows has; a larger one is answered as too small a buffer would be. */
    private static final int MAX_NAMES = 1 << 20;

    private static final int MAX_KEY_NAME = 255;
    private static final int MAX_VALUE_NAME = 16_383;
    private static final int MAX_TRIES = 5;

    private final boolean has32BitView;

    /** @param has32BitView true on 64-bit Windows; the view flags mean nothing on any other */
    JnaRegistry(boolean has32BitView) {
        this.has32BitView = has32BitView;
    }

    @Override
    public OpenKey open(RegistryPath path, RegistryView view) throws Win32Failure {
        return new JnaKey(openKey(path, view, WinNT.KEY_QUERY_VALUE), path);
    }

    @Override
    public List<String> subKeys(RegistryPath path, RegistryView view) throws Win32Failure {
        WinReg.HKEY key = openKey(path, view, WinNT.KEY_ENUMERATE_SUB_KEYS);
        try {
            return names(
                    MAX_KEY_NAME,
                    (index, name, length) ->
                            JnaAdvapi32.INSTANCE.RegEnumKeyEx(key, index, name, length, null, null, null, null),
                    "RegEnumKeyEx of " + path);
        } finally {
            close(key);
        }
    }

    private static List<String> names(int longest, JnaEnumeration next, String call) throws Win32Failure {
        char[] buffer = new char[longest + 1];
        List<String> names = new ArrayList<>();
        while (names.size() < MAX_NAMES) {
            IntByReference length = new IntByReference(buffer.length);
            int code = next.call(names.size(), buffer, length);
            if (code == Win32Failure.NO_MORE_ITEMS) {
                return List.copyOf(names);
            }
            if (code != 0) {
                throw new Win32Failure(code, call);
            }
            names.add(new String(buffer, 0, length.getValue()));
        }
        throw new Win32Failure(Win32Failure.MORE_DATA, call);
    }

    private WinReg.HKEY openKey(RegistryPath path, RegistryView view, int access) throws Win32Failure {
        WinReg.HKEYByReference key = new WinReg.HKEYByReference();
        int code = JnaAdvapi32.INSTANCE.RegOpenKeyEx(hive(path.hive()), path.subKey(), 0, access | flag(view), key);
        if (code != 0) {
            throw new Win32Failure(code, "RegOpenKeyEx of " + path + " (" + view + " view)");
        }
        return key.getValue();
    }

    private static void close(WinReg.HKEY key) {
        JnaAdvapi32.INSTANCE.RegCloseKey(key); // its only failure is a handle that is not one
    }

    private int flag(RegistryView view) {
        if (!has32BitView) {
            return 0;
        }
        return switch (view) {
            case NATIVE -> WinNT.KEY_WOW64_64KEY;
            case WOW32 -> WinNT.KEY_WOW64_32KEY;
        };
    }

    private static WinReg.HKEY hive(RegistryPath.Hive hive) {
        return switch (hive) {
            case HKEY_LOCAL_MACHINE -> WinReg.HKEY_LOCAL_MACHINE;
        };
    }

    /** RegEnumKeyEx or RegEnumValue; the length goes in with the terminator and comes out without. */
    private interface JnaEnumeration {
        int call(int index, char[] name, IntByReference length);
    }

    private static final class JnaKey implements OpenKey {
        private final WinReg.HKEY key;
        private final RegistryPath path;
        private byte[] buffer = new byte[512];

        JnaKey(WinReg.HKEY key, RegistryPath path) {
            this.key = key;
            this.path = path;
        }

        @Override
        public RawValue read(String name) throws Win32Failure {
            for (int i = 0; i < MAX_TRIES; i++) { // a value can grow between two calls
                IntByReference type = new IntByReference();
                IntByReference length = new IntByReference(buffer.length);
                int code = JnaAdvapi32.INSTANCE.RegQueryValueEx(key, name, 0, type, buffer, length);
                if (code == 0) {
                    return RawValue.of(type.getValue(), Arrays.copyOf(buffer, length.getValue()));
                }
                if (code != Win32Failure.MORE_DATA || length.getValue() < 0 || length.getValue() > MAX_VALUE) {
                    throw failure(code, name);
                }
                buffer = new byte[Math.max(length.getValue(), buffer.length) + 512];
            }
            throw failure(Win32Failure.MORE_DATA, name);
        }

        private Win32Failure failure(int code, String name) {
            return new Win32Failure(code, "RegQueryValueEx of " + path + ", " + name);
        }

        @Override
        public Instant changedAt() throws Win32Failure {
            LongByReference lastWrite = new LongByReference(); // a FILETIME: low half first, as a long of this machine
            int code = JnaAdvapi32.INSTANCE.RegQueryInfoKey(
                    key, null, null, null, null, null, null, null, null, null, null, lastWrite);
            if (code != 0) {
                throw new Win32Failure(code, "RegQueryInfoKey of " + path);
            }
            return FileTimes.instant(lastWrite.getValue());
        }

        @Override
        public List<String> valueNames() throws Win32Failure {
            return names(
                    MAX_VALUE_NAME,
                    (index, name, length) ->
                            JnaAdvapi32.INSTANCE.RegEnumValue(key, index, name, length, null, null, null, null),
                    "RegEnumValue of " + path);
        }

        @Override
        public void close() {
            JnaRegistry.close(key);
        }
    }
}
