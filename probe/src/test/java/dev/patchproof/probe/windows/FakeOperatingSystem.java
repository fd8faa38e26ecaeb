package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.ProductType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A Windows in memory: 64-bit Windows 10 22H2 unless told otherwise; what it was not told it cannot do. */
final class FakeOperatingSystem implements OperatingSystem {

    private final Map<String, String> fileVersions = new HashMap<>();
    private KernelVersion version = new KernelVersion(10, 0, 19045, 0, ProductType.WORKSTATION);
    private Machines machines = new Machines(Architecture.X64, false);
    private Optional<Architecture> process = Optional.empty();
    private boolean versionFails;
    private boolean foldersFail;

    FakeOperatingSystem version(int major, int minor, int build, int servicePack, ProductType type) {
        version = new KernelVersion(major, minor, build, servicePack, type);
        return this;
    }

    FakeOperatingSystem machines(Architecture system, boolean redirected) {
        machines = new Machines(system, redirected);
        return this;
    }

    FakeOperatingSystem fileVersion(String path, String fixed) {
        fileVersions.put(path, fixed);
        return this;
    }

    FakeOperatingSystem withoutVersionCall() {
        versionFails = true;
        return this;
    }

    FakeOperatingSystem withoutFolders() {
        foldersFail = true;
        return this;
    }

    @Override
    public KernelVersion version() throws Win32Failure {
        if (versionFails) {
            throw new Win32Failure(Win32Failure.CALL_NOT_IMPLEMENTED, "RtlGetVersion");
        }
        return version;
    }

    @Override
    public Machines machines() {
        return machines;
    }

    @Override
    public Duration sinceBoot() {
        return Duration.ofHours(5);
    }

    @Override
    public String hostName() {
        return "PC-17";
    }

    @Override
    public boolean elevated() throws Win32Failure {
        throw new Win32Failure(Win32Failure.ACCESS_DENIED, "GetTokenInformation");
    }

    @Override
    public String folder(KnownFolder folder) throws Win32Failure {
        if (foldersFail) {
            throw new Win32Failure(Win32Failure.FILE_NOT_FOUND, "GetSystemWindowsDirectory");
        }
        return switch (folder) {
            case SYSTEM_ROOT -> "C:\\Windows";
            case PROGRAM_FILES -> machines.redirected() ? "C:\\Program Files (x86)" : "C:\\Program Files";
            case PROGRAM_FILES_X86 -> "C:\\Program Files (x86)";
            case COMMON_PROGRAM_FILES -> "C:\\Program Files\\Common Files";
            case COMMON_PROGRAM_FILES_X86 -> "C:\\Program Files (x86)\\Common Files";
        };
    }

    @Override
    public String fileVersion(String path) throws Win32Failure {
        String fixed = fileVersions.get(path);
        if (fixed == null) {
            throw new Win32Failure(Win32Failure.RESOURCE_TYPE_NOT_FOUND, "GetFileVersionInfoSize of " + path);
        }
        return fixed;
    }

    private Optional<String> kernelBuild = Optional.empty();

    FakeOperatingSystem kernelBuild(String build) {
        kernelBuild = Optional.of(build);
        return this;
    }

    @Override
    public Optional<String> kernelBuild() {
        return kernelBuild;
    }

    FakeOperatingSystem process(Architecture architecture) {
        process = Optional.of(architecture);
        return this;
    }

    /** That of the system, or x86 in a redirected process, unless told otherwise. */
    @Override
    public Architecture processArchitecture() {
        return process.orElse(machines.redirected() ? Architecture.X86 : machines.system());
    }
}
