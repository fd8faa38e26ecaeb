package dev.patchproof.probe.windows;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;
import dev.patchproof.evidence.RegistryView;
import java.util.Arrays;

/**
 * The live registry. Not by JNA's Advapi32Util: it decides on its own what a value's bytes mean, and cuts a list of
 * strings at its first empty one.
 */
final class JnaRegistry implements Registry {

    /** Larger values are answered as Windows would for too small a buffer. */
    private static final int MAX_VALUE = 4 << 20;

    private static final int MAX_TRIES = 5;

    private final boolean has32BitView;

    /** @param has32BitView true on 64-bit Windows; the view flags mean nothing on any other */
    JnaRegistry(boolean has32BitView) {
        this.has32BitView = has32BitView;
    }

    @Override
    public void open(RegistryPath path, RegistryView view) throws Win32Failure {
        close(openKey(path, view));
    }

    @Override
    public RawValue read(RegistryPath path, String name, RegistryView view) throws Win32Failure {
        WinReg.HKEY key = openKey(path, view);
        try {
            return read(key, path, name);
        } finally {
            close(key);
        }
    }

    private static RawValue read(WinReg.HKEY key, RegistryPath path, String name) throws Win32Failure {
        String call = "RegQueryValueEx of " + path + ", " + name;
        byte[] bytes = new byte[512];
        for (int i = 0; i < MAX_TRIES; i++) { // a value can grow between two calls
            IntByReference type = new IntByReference();
            IntByReference length = new IntByReference(bytes.length);
            int code = Advapi32.INSTANCE.RegQueryValueEx(key, name, 0, type, bytes, length);
            if (code == 0) {
                return RawValue.of(type.getValue(), Arrays.copyOf(bytes, length.getValue()));
            }
            if (code != Win32Failure.MORE_DATA || length.getValue() < 0 || length.getValue() > MAX_VALUE) {
                throw new Win32Failure(code, call);
            }
            bytes = new byte[Math.max(length.getValue(), bytes.length) + 512];
        }
        throw new Win32Failure(Win32Failure.MORE_DATA, call);
    }

    private WinReg.HKEY openKey(RegistryPath path, RegistryView view) throws Win32Failure {
        WinReg.HKEYByReference key = new WinReg.HKEYByReference();
        int code = Advapi32.INSTANCE.RegOpenKeyEx(
                hive(path.hive()), path.subKey(), 0, WinNT.KEY_QUERY_VALUE | flag(view), key);
        if (code != 0) {
            throw new Win32Failure(code, "RegOpenKeyEx of " + path + " (" + view + " view)");
        }
        return key.getValue();
    }

    private static void close(WinReg.HKEY key) {
        Advapi32.INSTANCE.RegCloseKey(key); // its only failure is a handle that is not one
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
}
