package dev.patchproof.portal.appraisal;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.OsFamily;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which installed image packages an update for a kernel is about. Debian builds all flavours of a series (amd64, cloud,
 * rt) from one source under one version. Ubuntu builds each flavour (generic, aws, ...) from a source of its own, with
 * numbers that cannot be compared with another's; the image names of the catalog say which flavour an update is for.
 */
final class KernelImages {
    /** {@code linux-image-6.1.0-37-amd64}; not the metapackages without a number, nor debug symbols. */
    private static final Pattern IMAGE = Pattern.compile("linux-image-(?:unsigned-)?\\d.*(?<!-dbg)(?<!-dbgsym)");

    private static final Pattern UBUNTU = Pattern.compile("linux-image-(?:unsigned-)?\\d[0-9.]*-\\d+-(.+)");

    private final boolean flavoursDiffer;

    KernelImages(OsFamily family) {
        this.flavoursDiffer = family == OsFamily.UBUNTU;
    }

    static boolean isImage(KernelImage image) {
        return IMAGE.matcher(image.name()).matches() && DpkgState.of(image.status()) != DpkgState.NOT_THERE;
    }

    /** Whether an update is about kernels of this flavour. */
    boolean isFor(ClaimTest.DebianKernel claim, Image image) {
        return !flavoursDiffer || flavours(claim).contains(flavour(image.image().name()));
    }

    /** Empty where flavours are not told apart. */
    Set<String> flavours(ClaimTest.DebianKernel claim) {
        return flavoursDiffer
                ? claim.images().stream().map(KernelImages::flavour).collect(toUnmodifiableSet())
                : Set.of();
    }

    private static String flavour(String name) {
        Matcher matcher = UBUNTU.matcher(name);
        return matcher.matches() ? matcher.group(1) : "?";
    }

    /** An image whose version can be read. */
    record Image(KernelImage image, DebianVersion version, Start start) {
        /** @param bootable names of the kernels that can be started */
        static Stream<Image> of(KernelImage image, Finding<List<String>> bootable) {
            try {
                return Stream.of(new Image(image, new DebianVersion(image.version()), Start.of(image, bootable)));
            } catch (IllegalArgumentException e) {
                return Stream.of();
            }
        }
    }

    /** Whether the computer can start a kernel. */
    enum Start {
        /** Nothing says that it cannot. */
        POSSIBLE,
        /** Its file is gone. */
        NO_FILE,
        /** Its file is none of those that are started: a rescue kernel. */
        SET_ASIDE;

        private static Start of(KernelImage image, Finding<List<String>> bootable) {
            return image.kernelFile()
                    .<Start>fold(
                            file -> bootable.<Boolean>fold(
                                            names -> names.contains(file.substring(file.lastIndexOf('/') + 1)),
                                            () -> false,
                                            missing -> true,
                                            failed -> true)
                                    ? POSSIBLE
                                    : SET_ASIDE,
                            () -> NO_FILE,
                            missing -> POSSIBLE,
                            failed -> POSSIBLE);
        }
    }
}
