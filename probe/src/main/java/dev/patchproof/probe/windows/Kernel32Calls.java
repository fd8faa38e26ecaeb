package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.ShortByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;

/** What JNA's own Kernel32 lacks. */
interface Kernel32Calls extends StdCallLibrary {
    Kernel32Calls INSTANCE = Native.load("kernel32", Kernel32Calls.class, W32APIOptions.DEFAULT_OPTIONS);

    /** Windows 10 1511 and later: image file machine numbers, 0 for a process that runs natively. */
    boolean IsWow64Process2(WinNT.HANDLE process, ShortByReference processMachine, ShortByReference nativeMachine);

    /** Not GetWindowsDirectory, which answers with a private folder in sessions of a terminal server. */
    int GetSystemWindowsDirectory(char[] buffer, int characters);
}
