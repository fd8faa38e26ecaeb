package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.KnownFolders;
import com.sun.jna.platform.win32.WinCrypt;
import com.sun.jna.platform.win32.WinCrypt.DATA_BLOB;
import dev.patchproof.probe.trust.KeyProtection;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a secret readable to this user of this computer alone (DPAPI, user scope). Stores nothing itself; load it on
 * Windows only.
 */
public final class WindowsDeviceKeyStore implements KeyProtection {

    /**
     * The bytes, encrypted for the user.
     *
     * @throws IOException where Windows refuses, with its code
     */
    @Override
    public byte[] protect(byte[] secret) throws IOException {
        return crypt(secret, "CryptProtectData", JnaCrypt32.INSTANCE::CryptProtectData);
    }

    /**
     * What {@link #protect} was given.
     *
     * @throws IOException where the bytes were altered or belong to another user or computer, with Windows's code
     */
    @Override
    public byte[] unprotect(byte[] encrypted) throws IOException {
        return crypt(encrypted, "CryptUnprotectData", JnaCrypt32.INSTANCE::CryptUnprotectData);
    }

    private static byte[] crypt(byte[] bytes, String name, Call call) throws IOException {
        DATA_BLOB result = new DATA_BLOB();
        if (!call.of(new DATA_BLOB(bytes), null, null, null, null, WinCrypt.CRYPTPROTECT_UI_FORBIDDEN, result)) {
            throw new IOException(name + " failed with Win32 code " + Native.getLastError());
        }
        try {
            return result.getData();
        } finally {
            Kernel32Calls.INSTANCE.LocalFree(result.pbData);
        }
    }

    /**
     * The folder %LOCALAPPDATA%, by the operating system's own account of it.
     *
     * @throws IOException where Windows names none
     */
    public Path localAppData() throws IOException {
        try {
            return Path.of(JnaOperatingSystem.knownFolder(KnownFolders.FOLDERID_LocalAppData));
        } catch (Win32Failure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** CryptProtectData or its opposite; what they differ in is always left out. */
    private interface Call {
        boolean of(
                DATA_BLOB data,
                @Nullable WString description,
                @Nullable Pointer entropy,
                @Nullable Pointer reserved,
                @Nullable Pointer prompt,
                int flags,
                DATA_BLOB result);
    }
}
