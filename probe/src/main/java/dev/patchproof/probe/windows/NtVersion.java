package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;

/** The version call that does not depend on a program's manifest, as GetVersionEx does; compatibility modes can alter it. */
interface NtVersion extends StdCallLibrary {
    NtVersion INSTANCE = Native.load("ntdll", NtVersion.class, W32APIOptions.DEFAULT_OPTIONS);

    /** 0 for success; the structure's size must be set. */
    int RtlGetVersion(WinNT.OSVERSIONINFOEX version);
}
