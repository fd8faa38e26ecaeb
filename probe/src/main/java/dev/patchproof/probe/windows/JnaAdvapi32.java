package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import org.jspecify.annotations.Nullable;

/** Registry and token, as few calls as are made; for the reason see {@link Kernel32Calls}. */
interface JnaAdvapi32 extends StdCallLibrary {
    JnaAdvapi32 INSTANCE = Native.load("advapi32", JnaAdvapi32.class, W32APIOptions.DEFAULT_OPTIONS);

    int RegOpenKeyEx(WinReg.HKEY key, String subKey, int options, int access, WinReg.HKEYByReference result);

    int RegQueryValueEx(
            WinReg.HKEY key, String name, int reserved, IntByReference type, byte[] data, IntByReference size);

    int RegQueryInfoKey(
            WinReg.HKEY key,
            char @Nullable [] className,
            @Nullable IntByReference classLength,
            @Nullable IntByReference reserved,
            @Nullable IntByReference subKeys,
            @Nullable IntByReference longestSubKey,
            @Nullable IntByReference longestClass,
            @Nullable IntByReference values,
            @Nullable IntByReference longestValueName,
            @Nullable IntByReference longestValue,
            @Nullable IntByReference securityDescriptor,
            LongByReference lastWrite);

    int RegEnumKeyEx(
            WinReg.HKEY key,
            int index,
            char[] name,
            IntByReference length,
            @Nullable IntByReference reserved,
            char @Nullable [] className,
            @Nullable IntByReference classLength,
            @Nullable Pointer lastWrite);

    int RegEnumValue(
            WinReg.HKEY key,
            int index,
            char[] name,
            IntByReference length,
            @Nullable IntByReference reserved,
            @Nullable IntByReference type,
            byte @Nullable [] data,
            @Nullable IntByReference size);

    int RegCloseKey(WinReg.HKEY key);

    boolean OpenProcessToken(WinNT.HANDLE process, int access, WinNT.HANDLEByReference token);

    boolean GetTokenInformation(
            WinNT.HANDLE token, int kind, IntByReference information, int size, IntByReference needed);
}
