package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Kernels.
 *
 * @param runningRelease {@code uname -r}
 * @param runningVersion {@code uname -v}; Debian's kernels carry their package version in it
 * @param images dpkg records of every {@code linux-image-*} package; their files are not compared here
 */
public record LinuxKernelFact(
        Finding<String> runningRelease, Finding<String> runningVersion, Finding<List<KernelImage>> images) {
    public LinuxKernelFact {
        requireNonNull(runningRelease, "runningRelease");
        requireNonNull(runningVersion, "runningVersion");
        requireNonNull(images, "images");
    }

    /**
     * A kernel image package.
     *
     * @param kernelFile the image under /boot that belongs to it
     */
    public record KernelImage(String name, String version, String status, Finding<String> kernelFile) {
        public KernelImage {
            requireNonNull(name, "name");
            requireNonNull(version, "version");
            requireNonNull(status, "status");
            requireNonNull(kernelFile, "kernelFile");
        }
    }
}
