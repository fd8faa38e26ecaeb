package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

/** Claims that are not of this wire format: a field is unknown, missing, of another type or out of its range. */
public final class MalformedClaimsException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_QUOTE = 80;

    private final String path;
    private final String expected;
    private final String found;

    /**
     * @param path where in the claims, such as {@code observations[2].query.kind}
     * @param expected what the format asks for there
     * @param found what stands there; long values are cut
     */
    public MalformedClaimsException(String path, String expected, String found) {
        super(path + ": expected " + expected + ", found " + cut(found));
        this.path = requireNonNull(path, "path");
        this.expected = requireNonNull(expected, "expected");
        this.found = cut(found);
    }

    public String path() {
        return path;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }

    private static String cut(String found) {
        return found.length() <= LONGEST_QUOTE ? found : found.substring(0, LONGEST_QUOTE) + "...";
    }
}
