package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** The system's own account of its folders. */
interface JnaShell32 extends StdCallLibrary {
    JnaShell32 INSTANCE = Native.load("shell32", JnaShell32.class);

    /** An HRESULT; the path is to be given to {@link Ole32#CoTaskMemFree}. */
    int SHGetKnownFolderPath(GUID folder, int flags, WinNT.@Nullable HANDLE token, PointerByReference path);

    /** Memory that the shell hands out. */
    interface Ole32 extends StdCallLibrary {
        Ole32 INSTANCE = Native.load("ole32", Ole32.class);

        void CoTaskMemFree(@Nullable Pointer memory);
    }
}
