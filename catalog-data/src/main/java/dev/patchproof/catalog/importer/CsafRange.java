package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.WindowsVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of versions where a CSAF document should name the fixed one: {@code >=10.0.22000.0|<10.0.22000.2777}, with or
 * without {@code vers:TYPE/} before it. No floor is taken from a range; this says what is wrong with it besides.
 */
final class CsafRange {
    private static final Pattern SCHEME = Pattern.compile("vers:[a-z]+/");
    private static final Pattern BOUND = Pattern.compile("(>=|>|<=|<)\\s*(\\d+(?:\\.\\d+){0,3})");

    private final Optional<WindowsVersion> from;
    private final Optional<WindowsVersion> to;
    private final boolean isToIncluded;

    private CsafRange(Optional<WindowsVersion> from, Optional<WindowsVersion> to, boolean isToIncluded) {
        this.from = from;
        this.to = to;
        this.isToIncluded = isToIncluded;
    }

    /** What is wrong with a range as the fixed version of a product. */
    static Defect defect(String text) {
        Optional<WindowsVersion> from = Optional.empty();
        Optional<WindowsVersion> to = Optional.empty();
        boolean isToIncluded = false;
        Matcher bounds = BOUND.matcher(SCHEME.matcher(text).replaceFirst(""));
        while (bounds.find()) {
            Optional<WindowsVersion> version = version(bounds.group(2));
            if (version.isEmpty()) {
                return Defect.FIX_MALFORMED;
            }
            if (bounds.group(1).startsWith(">")) {
                from = version;
            } else {
                to = version;
                isToIncluded = bounds.group(1).equals("<=");
            }
        }
        return new CsafRange(from, to, isToIncluded).defect();
    }

    private Defect defect() {
        if (to.isEmpty()) {
            return Defect.FIX_MALFORMED;
        }
        if (from.isEmpty() || !isOfOneBuild(from.get(), to.get())) {
            return from.filter(this::isBeyond).isPresent() ? Defect.RANGE_EMPTY : Defect.RANGE_TOO_WIDE;
        }
        return isBeyond(from.get()) ? Defect.RANGE_EMPTY : Defect.FIX_NOT_SAID;
    }

    private boolean isBeyond(WindowsVersion start) {
        int order = start.compareTo(to.orElseThrow());
        return isToIncluded ? order > 0 : order >= 0;
    }

    private static boolean isOfOneBuild(WindowsVersion one, WindowsVersion other) {
        return one.major() == other.major() && one.minor() == other.minor() && one.build() == other.build();
    }

    /** With zeros for the numbers that are not there. */
    private static Optional<WindowsVersion> version(String text) {
        try {
            int dots = Math.toIntExact(text.chars().filter(each -> each == '.').count());
            return Optional.of(WindowsVersion.parse(text + ".0".repeat(3 - dots)));
        } catch (IllegalArgumentException tooLarge) {
            return Optional.empty();
        }
    }
}
