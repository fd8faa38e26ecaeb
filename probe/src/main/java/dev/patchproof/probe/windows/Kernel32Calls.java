package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.BaseTSD;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.ShortByReference;
import com.sun.jna.win32.StdCallLibrary;
import com.sun.jna.win32.W32APIOptions;
import org.jspecify.annotations.Nullable;

/**
 * The calls of kernel32 that the probe makes. Not JNA's own interface of that name: its stand-in for some 300 methods,
 * made at run time, costs 20 MB.
 */
interface Kernel32Calls extends StdCallLibrary {
    Kernel32Calls INSTANCE = Native.load("kernel32", Kernel32Calls.class, W32APIOptions.DEFAULT_OPTIONS);

    /** Windows 10 1511 and later: image file machine numbers, 0 for a process that runs natively. */
    boolean IsWow64Process2(WinNT.HANDLE process, ShortByReference processMachine, ShortByReference nativeMachine);

    /** Not GetWindowsDirectory, which answers with a private folder in sessions of a terminal server. */
    int GetSystemWindowsDirectory(char[] buffer, int characters);

    /** Modules of a process, of 32 and 64 bits; {@code needed} may say more than {@code size}, in bytes. */
    boolean K32EnumProcessModulesEx(
            WinNT.HANDLE process, Pointer modules, int size, IntByReference needed, int whichModules);

    /** The path by which the loader of the process knows a module; not the one that its file has now. */
    int K32GetModuleFileNameEx(WinNT.HANDLE process, Pointer module, char[] path, int characters);

    /** JNA's own takes 32-bit sizes, and room for 32 bits where Windows writes 64. */
    boolean ReadProcessMemory(
            WinNT.HANDLE process, Pointer address, byte[] into, BaseTSD.SIZE_T size, LongByReference read);

    boolean SetFilePointerEx(WinNT.HANDLE file, long distance, @Nullable LongByReference position, int from);

    WinNT.HANDLE GetCurrentProcess();

    boolean IsWow64Process(WinNT.HANDLE process, IntByReference redirected);

    void GetNativeSystemInfo(WinBase.SYSTEM_INFO info);

    long GetTickCount64();

    boolean GetComputerNameEx(int nameType, char[] buffer, IntByReference characters);

    /** Null for the program itself; the handle is its address. */
    @Nullable Pointer GetModuleHandle(@Nullable String module);

    WinNT.@Nullable HANDLE OpenProcess(int access, boolean inherit, int pid);

    boolean GetProcessTimes(
            WinNT.HANDLE process,
            WinBase.FILETIME created,
            WinBase.FILETIME ended,
            WinBase.FILETIME kernel,
            WinBase.FILETIME user);

    boolean GetExitCodeProcess(WinNT.HANDLE process, IntByReference code);

    WinNT.HANDLE CreateFile(
            String path,
            int access,
            int sharing,
            @Nullable Pointer security,
            int creation,
            int flags,
            WinNT.@Nullable HANDLE template);

    /** Of the link itself where the path is one; -1 for failure. */
    int GetFileAttributes(String path);

    boolean ReadFile(WinNT.HANDLE file, byte[] into, int size, IntByReference read, @Nullable Pointer overlapped);

    boolean GetFileInformationByHandleEx(WinNT.HANDLE file, int kind, Pointer information, int size);

    /** Since Vista. Characters without the last NUL; with it where the buffer is too small; 0 for failure. */
    int GetFinalPathNameByHandle(WinNT.HANDLE file, char[] buffer, int characters, int flags);

    boolean CloseHandle(WinNT.HANDLE handle);

    /** Null for success. */
    @Nullable Pointer LocalFree(Pointer memory);
}
