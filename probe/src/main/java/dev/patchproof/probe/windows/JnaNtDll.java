package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;

/** What the kernel says of itself; each call answers an NTSTATUS, 0 for success. */
interface JnaNtDll extends StdCallLibrary {
    JnaNtDll INSTANCE = Native.load("ntdll", JnaNtDll.class, W32APIOptions.DEFAULT_OPTIONS);

    int PROCESS_INFORMATION = 5;
    int BUILD_VERSION_INFORMATION = 222;

    int STATUS_NOT_IMPLEMENTED = 0xc000_0002;
    int STATUS_INVALID_INFO_CLASS = 0xc000_0003;
    int STATUS_INFO_LENGTH_MISMATCH = 0xc000_0004;

    int NtQuerySystemInformation(int informationClass, Pointer buffer, int size, IntByReference needed);

    /** Windows 7 and later: for classes whose question has a part of its own. */
    int NtQuerySystemInformationEx(
            int informationClass, int[] question, int questionSize, byte[] buffer, int size, IntByReference needed);

    int RtlNtStatusToDosError(int status);
}
