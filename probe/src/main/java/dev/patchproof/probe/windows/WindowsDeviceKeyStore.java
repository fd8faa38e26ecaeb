package dev.patchproof.probe.windows;

import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.KnownFolders;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinCrypt;
import dev.patchproof.probe.trust.KeyProtection;
import java.io.IOException;
import java.nio.file.Path;

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
        try {
            return Crypt32Util.cryptProtectData(secret, WinCrypt.CRYPTPROTECT_UI_FORBIDDEN);
        } catch (Win32Exception e) {
            throw new IOException("CryptProtectData failed: " + e.getMessage(), e);
        }
    }

    /**
     * What {@link #protect} was given.
     *
     * @throws IOException where the bytes were altered or belong to another user or computer, with Windows's code
     */
    @Override
    public byte[] unprotect(byte[] encrypted) throws IOException {
        try {
            return Crypt32Util.cryptUnprotectData(encrypted, WinCrypt.CRYPTPROTECT_UI_FORBIDDEN);
        } catch (Win32Exception e) {
            throw new IOException("CryptUnprotectData failed: " + e.getMessage(), e);
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
}
