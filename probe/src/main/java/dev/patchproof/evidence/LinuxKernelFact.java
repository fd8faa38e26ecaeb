package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * Kernels.
 *
 * @param runningRelease {@code uname -r}
 * @param runningVersion {@code uname -v}; Debian's kernels carry their package version in it
 * @param signature {@code /proc/version_signature}, by which Ubuntu's kernels tell their package version
 * @param livePatches modules that replace functions of the running kernel; does not exist where the kernel knows none
 * @param bootable names of the kernels in /boot, without rescue images
 * @param images dpkg records of every {@code linux-image-*} package
 */
public record LinuxKernelFact(
        Finding<String> runningRelease,
        Finding<String> runningVersion,
        Finding<String> signature,
        Finding<List<LivePatch>> livePatches,
        Finding<List<String>> bootable,
        Finding<List<KernelImage>> images) {
    public LinuxKernelFact {
        requireNonNull(runningRelease, "runningRelease");
        requireNonNull(runningVersion, "runningVersion");
        requireNonNull(signature, "signature");
        requireNonNull(livePatches, "livePatches");
        requireNonNull(bootable, "bootable");
        requireNonNull(images, "images");
    }

    /**
     * A live patch of the running kernel, by its files in /sys/kernel/livepatch, as the kernel writes them.
     *
     * @param enabled {@code 1} where its functions are in the place of the kernel's
     * @param transition {@code 1} while some tasks still run the old functions; does not exist on older kernels
     */
    public record LivePatch(String name, Finding<String> enabled, Finding<String> transition) {
        public LivePatch {
            requireNonNull(name, "name");
            requireNonNull(enabled, "enabled");
            requireNonNull(transition, "transition");
        }
    }

    /**
     * A kernel image package.
     *
     * @param kernelFile the image under /boot that belongs to it
     * @param unpackedAt as of any package
     * @param files its files against dpkg's record, as of any package
     */
    public record KernelImage(
            String name,
            String version,
            String status,
            Finding<String> kernelFile,
            Finding<Instant> unpackedAt,
            Finding<PackageFiles> files) {
        public KernelImage {
            requireNonNull(name, "name");
            requireNonNull(version, "version");
            requireNonNull(status, "status");
            requireNonNull(kernelFile, "kernelFile");
            requireNonNull(unpackedAt, "unpackedAt");
            requireNonNull(files, "files");
        }
    }
}
