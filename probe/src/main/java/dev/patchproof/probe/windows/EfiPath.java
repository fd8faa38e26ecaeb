package dev.patchproof.probe.windows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file of the partition that the firmware boots from: {@code %EfiSystemPartition%\EFI\Microsoft\Boot\bootmgfw.efi}.
 *
 * @param segments plain names below the partition's root, the first of them EFI
 */
record EfiPath(List<String> segments) {

    private static final String TOKEN = "%EfiSystemPartition%";

    EfiPath {
        segments = List.copyOf(segments);
        if (segments.size() < 2 || !segments.get(0).equalsIgnoreCase("EFI")) {
            throw new IllegalArgumentException("expected " + TOKEN + "\\EFI\\...\\file, found " + segments);
        }
        segments.forEach(PlainName::require);
    }

    /**
     * Empty for a path of another kind.
     *
     * @throws IllegalArgumentException for a malformed path of this kind
     */
    static Optional<EfiPath> parse(String path) {
        List<String> parts = Arrays.asList(path.split("\\\\", -1));
        return parts.get(0).equalsIgnoreCase(TOKEN)
                ? Optional.of(new EfiPath(parts.subList(1, parts.size())))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return TOKEN + "\\" + String.join("\\", segments);
    }
}
