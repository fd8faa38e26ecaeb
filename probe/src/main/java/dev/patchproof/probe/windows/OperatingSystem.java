package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.ProductType;
import java.time.Duration;
import java.util.Optional;

/** What the running Windows says of itself, each answer a value or a Win32 code. */
interface OperatingSystem {

    /** RtlGetVersion. */
    KernelVersion version() throws Win32Failure;

    /** IsWow64Process2, or what older systems have instead. */
    Machines machines() throws Win32Failure;

    /**
     * Time since the kernel started (GetTickCount64), sleep and hibernation included. A shut-down with Fast Startup does
     * not start it again, and rightly does not count: the old kernel comes back.
     */
    Duration sinceBoot() throws Win32Failure;

    String hostName() throws Win32Failure;

    /** Whether the process's token is elevated. */
    boolean elevated() throws Win32Failure;

    /** A folder by the system's own account of it, without a trailing backslash. */
    String folder(KnownFolder folder) throws Win32Failure;

    /** The four-part fixed version that GetFileVersionInfo gives for a path. */
    String fileVersion(String path) throws Win32Failure;

    /** {@code build.revision} of the running kernel, by its own answer; empty where it knows no such question. */
    Optional<String> kernelBuild() throws Win32Failure;

    /**
     * The processor that this process's program was built for. Not IsWow64Process2: to it an x64 process on ARM64 is as
     * native as an ARM64 one.
     */
    Architecture processArchitecture() throws Win32Failure;

    /** The kernel's version. */
    record KernelVersion(int major, int minor, int build, int servicePack, ProductType productType) {
        public KernelVersion {
            requireNonNull(productType, "productType");
            if (major < 0 || minor < 0 || build < 0 || servicePack < 0) {
                throw new IllegalArgumentException(
                        "negative version: " + major + "." + minor + "." + build + " service pack " + servicePack);
            }
        }
    }

    /**
     * The processor of the system and whether this process sees it as it is.
     *
     * @param redirected true in a process under WOW64: it is shown SysWOW64 for System32
     */
    record Machines(Architecture system, boolean redirected) {
        public Machines {
            requireNonNull(system, "system");
        }
    }
}
