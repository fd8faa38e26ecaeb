package dev.patchproof.catalog.importer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of Debian's kernel packages. The images that people install are built by another source ({@code
 * linux-signed-amd64}) than the rest ({@code linux}); both are one kernel. A suite can have a second series as a source
 * of its own ({@code linux-6.12} beside {@code linux} in Debian 12), which is another kernel.
 */
final class KernelSource {
    private static final Pattern SIGNED = Pattern.compile("linux-signed((?:-[0-9.]+)?)-[a-z0-9]+");
    /** An image has the full number of its build in its name; a metapackage has the series at most. */
    private static final Pattern IMAGE = Pattern.compile("linux-image-\\d+\\.\\d+\\.\\d+.*");

    private static final Pattern NOT_FOR_BOOTING = Pattern.compile(".*-(?:dbg|unsigned)");

    private static final Pattern SIGNED_OF_UBUNTU = Pattern.compile("linux-signed((?:-[a-z0-9.-]+)?)");

    private KernelSource() {}

    /** As {@link #kernelOf}, where the signed twin has the same name behind the prefix: {@code linux-signed-aws}. */
    static String kernelOfUbuntu(String source) {
        Matcher signed = SIGNED_OF_UBUNTU.matcher(source);
        return signed.matches() ? "linux" + signed.group(1) : source;
    }

    /** The name of the kernel that a source package builds: {@code linux}, {@code linux-6.12}. */
    static String kernelOf(String source) {
        Matcher signed = SIGNED.matcher(source);
        return signed.matches() ? "linux" + signed.group(1) : source;
    }

    static boolean isImagePart(PackageEntry entry) {
        return entry.name().startsWith("linux-image-");
    }

    /** An image to boot from, as it is installed: not its unsigned twin, debug symbols or a metapackage. */
    static boolean isImage(PackageEntry entry) {
        return IMAGE.matcher(entry.name()).matches()
                && !NOT_FOR_BOOTING.matcher(entry.name()).matches();
    }

    static boolean isUnsignedImage(PackageEntry entry) {
        return IMAGE.matcher(entry.name()).matches() && entry.name().endsWith("-unsigned");
    }
}
