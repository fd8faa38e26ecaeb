package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.WinCrypt.DATA_BLOB;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** Names in certificates, and DPAPI (wincrypt.h, dpapi.h). */
interface JnaCrypt32 extends StdCallLibrary {
    JnaCrypt32 INSTANCE = Native.load("crypt32", JnaCrypt32.class);

    int NAME_ATTRIBUTE = 3;
    String COMMON_NAME = "2.5.4.3";

    /** Characters of the name, its end included: 1 where there is none. The identifier is in ASCII. */
    int CertGetNameStringW(Pointer certificate, int type, int flags, String identifier, char[] name, int characters);

    /** Encrypts for the user; the result is to be given to LocalFree. */
    boolean CryptProtectData(
            DATA_BLOB data,
            @Nullable WString description,
            @Nullable Pointer entropy,
            @Nullable Pointer reserved,
            @Nullable Pointer prompt,
            int flags,
            DATA_BLOB result);

    boolean CryptUnprotectData(
            DATA_BLOB data,
            @Nullable WString description,
            @Nullable Pointer entropy,
            @Nullable Pointer reserved,
            @Nullable Pointer prompt,
            int flags,
            DATA_BLOB result);
}
