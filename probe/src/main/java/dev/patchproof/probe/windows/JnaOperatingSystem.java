package dev.patchproof.probe.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.platform.win32.KnownFolders;
import com.sun.jna.platform.win32.VerRsrc;
import com.sun.jna.platform.win32.Version;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.ptr.ShortByReference;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.ProductType;
import java.time.Duration;
import java.util.Optional;

/** The Windows that this process runs on. */
final class JnaOperatingSystem implements OperatingSystem {

    private static final int DNS_HOST_NAME =
            5; // ComputerNamePhysicalDnsHostname: whole, not the 15 characters of NetBIOS

    private static final int TOKEN_ELEVATION = 20;
    private static final int HRESULT_OF_WIN32 = 0x8007_0000;

    private static final int MAX_VERSION_INFO = 1 << 20;

    @Override
    public KernelVersion version() throws Win32Failure {
        WinNT.OSVERSIONINFOEX found = new WinNT.OSVERSIONINFOEX();
        int status = NtVersion.INSTANCE.RtlGetVersion(found);
        if (status != 0) {
            throw new Win32Failure(status, "RtlGetVersion");
        }
        ProductType type =
                switch (found.wProductType) {
                    case WinNT.VER_NT_WORKSTATION -> ProductType.WORKSTATION;
                    case WinNT.VER_NT_DOMAIN_CONTROLLER -> ProductType.DOMAIN_CONTROLLER;
                    case WinNT.VER_NT_SERVER -> ProductType.SERVER;
                    default -> ProductType.UNKNOWN;
                };
        return new KernelVersion(
                found.getMajor(), found.getMinor(), found.getBuildNumber(), found.wServicePackMajor.intValue(), type);
    }

    @Override
    public Machines machines() throws Win32Failure {
        ShortByReference process = new ShortByReference();
        ShortByReference system = new ShortByReference();
        try {
            if (Kernel32Calls.INSTANCE.IsWow64Process2(Kernel32Calls.INSTANCE.GetCurrentProcess(), process, system)) {
                return new Machines(imageMachine(system.getValue() & 0xffff), process.getValue() != 0);
            }
            throw new Win32Failure(Native.getLastError(), "IsWow64Process2");
        } catch (UnsatisfiedLinkError beforeWindows10) {
            return olderMachines();
        }
    }

    private static Machines olderMachines() throws Win32Failure {
        IntByReference redirected = new IntByReference();
        if (!Kernel32Calls.INSTANCE.IsWow64Process(Kernel32Calls.INSTANCE.GetCurrentProcess(), redirected)) {
            throw new Win32Failure(Native.getLastError(), "IsWow64Process");
        }
        WinBase.SYSTEM_INFO info = new WinBase.SYSTEM_INFO();
        Kernel32Calls.INSTANCE.GetNativeSystemInfo(info);
        Architecture architecture =
                switch (info.processorArchitecture.dwOemID.intValue() & 0xffff) {
                    case 0 -> Architecture.X86;
                    case 6 -> Architecture.IA64;
                    case 9 -> Architecture.X64;
                    case 12 -> Architecture.ARM64;
                    default -> Architecture.OTHER;
                };
        return new Machines(architecture, redirected.getValue() != 0);
    }

    private static Architecture imageMachine(int number) {
        return switch (number) {
            case 0x014c -> Architecture.X86;
            case 0x0200 -> Architecture.IA64;
            case 0x8664 -> Architecture.X64;
            case 0xaa64 -> Architecture.ARM64;
            default -> Architecture.OTHER;
        };
    }

    @Override
    public Duration sinceBoot() {
        return Duration.ofMillis(Kernel32Calls.INSTANCE.GetTickCount64());
    }

    @Override
    public String hostName() throws Win32Failure {
        char[] buffer = new char[512];
        IntByReference length = new IntByReference(buffer.length);
        if (!Kernel32Calls.INSTANCE.GetComputerNameEx(DNS_HOST_NAME, buffer, length)) {
            throw new Win32Failure(Native.getLastError(), "GetComputerNameEx");
        }
        return Native.toString(buffer);
    }

    @Override
    public boolean elevated() throws Win32Failure {
        WinNT.HANDLEByReference token = new WinNT.HANDLEByReference();
        if (!JnaAdvapi32.INSTANCE.OpenProcessToken(
                Kernel32Calls.INSTANCE.GetCurrentProcess(), WinNT.TOKEN_QUERY, token)) {
            throw new Win32Failure(Native.getLastError(), "OpenProcessToken");
        }
        try {
            IntByReference elevated = new IntByReference();
            if (!JnaAdvapi32.INSTANCE.GetTokenInformation(
                    token.getValue(), TOKEN_ELEVATION, elevated, Integer.BYTES, new IntByReference())) {
                throw new Win32Failure(Native.getLastError(), "GetTokenInformation (elevation)");
            }
            return elevated.getValue() != 0;
        } finally {
            Kernel32Calls.INSTANCE.CloseHandle(token.getValue());
        }
    }

    @Override
    public String folder(KnownFolder folder) throws Win32Failure {
        return switch (folder) {
            case SYSTEM_ROOT -> systemRoot();
            case PROGRAM_FILES -> knownFolder(KnownFolders.FOLDERID_ProgramFiles);
            case PROGRAM_FILES_X86 -> knownFolder(KnownFolders.FOLDERID_ProgramFilesX86);
            case COMMON_PROGRAM_FILES -> knownFolder(KnownFolders.FOLDERID_ProgramFilesCommon);
            case COMMON_PROGRAM_FILES_X86 -> knownFolder(KnownFolders.FOLDERID_ProgramFilesCommonX86);
        };
    }

    private static String systemRoot() throws Win32Failure {
        char[] buffer = new char[1024];
        int length = Kernel32Calls.INSTANCE.GetSystemWindowsDirectory(buffer, buffer.length);
        if (length <= 0 || length >= buffer.length) {
            throw new Win32Failure(Native.getLastError(), "GetSystemWindowsDirectory");
        }
        return withoutBackslash(new String(buffer, 0, length));
    }

    static String knownFolder(GUID id) throws Win32Failure {
        PointerByReference path = new PointerByReference();
        int result = JnaShell32.INSTANCE.SHGetKnownFolderPath(id, 0, null, path);
        Pointer text = path.getValue();
        try {
            if (result != 0 || text == null) {
                throw new Win32Failure(
                        (result & 0xffff_0000) == HRESULT_OF_WIN32 ? result & 0xffff : result, "SHGetKnownFolderPath");
            }
            return withoutBackslash(text.getWideString(0));
        } finally {
            JnaShell32.Ole32.INSTANCE.CoTaskMemFree(text);
        }
    }

    private static String withoutBackslash(String folder) {
        return folder.endsWith("\\") ? folder.substring(0, folder.length() - 1) : folder;
    }

    @Override
    public String fileVersion(String path) throws Win32Failure {
        int size = Version.INSTANCE.GetFileVersionInfoSize(path, new IntByReference());
        if (size <= 0) {
            throw new Win32Failure(Native.getLastError(), "GetFileVersionInfoSize of " + path);
        }
        if (size > MAX_VERSION_INFO) {
            throw new Win32Failure(Win32Failure.MORE_DATA, "GetFileVersionInfoSize of " + path);
        }
        try (Memory info = new Memory(size)) {
            if (!Version.INSTANCE.GetFileVersionInfo(path, 0, size, info)) {
                throw new Win32Failure(Native.getLastError(), "GetFileVersionInfo of " + path);
            }
            PointerByReference found = new PointerByReference();
            IntByReference length = new IntByReference();
            if (!Version.INSTANCE.VerQueryValue(info, "\\", found, length)
                    || length.getValue() < new VerRsrc.VS_FIXEDFILEINFO().size()) {
                throw new Win32Failure(Win32Failure.RESOURCE_DATA_NOT_FOUND, "VerQueryValue of " + path);
            }
            VerRsrc.VS_FIXEDFILEINFO fixed = new VerRsrc.VS_FIXEDFILEINFO(found.getValue());
            return VersionResource.dotted(fixed.dwFileVersionMS.intValue(), fixed.dwFileVersionLS.intValue());
        }
    }

    @Override
    public Optional<String> kernelBuild() throws Win32Failure {
        byte[] information = new byte[KernelBuild.SIZE];
        int[] outermostLayer = {0};
        int status;
        try {
            status = JnaNtDll.INSTANCE.NtQuerySystemInformationEx(
                    JnaNtDll.BUILD_VERSION_INFORMATION,
                    outermostLayer,
                    Integer.BYTES,
                    information,
                    information.length,
                    new IntByReference());
        } catch (UnsatisfiedLinkError beforeWindows7) {
            return Optional.empty();
        }
        return switch (status) {
            case 0 -> Optional.of(KernelBuild.version(information));
            case JnaNtDll.STATUS_INVALID_INFO_CLASS, JnaNtDll.STATUS_NOT_IMPLEMENTED -> Optional.empty();
            default -> throw JnaProcesses.failure(status, "NtQuerySystemInformationEx (build version)");
        };
    }

    /** The header of the program in memory, which Windows checked when it started it. */
    @Override
    public Architecture processArchitecture() throws Win32Failure {
        Pointer base = Kernel32Calls.INSTANCE.GetModuleHandle(null);
        if (base == null) {
            throw new Win32Failure(Native.getLastError(), "GetModuleHandle of the program");
        }
        return imageMachine(base.getShort(base.getInt(0x3c) + 4L) & 0xffff);
    }
}
