package dev.patchproof.catalog.limits;

import java.util.regex.Pattern;

/** What one plan may hold: how much, and which names of packages. */
public final class PlanBounds {
    /** Queries of one plan. */
    public static final int MOST_QUERIES = 5_000;
    /** Names of packages and files within the queries of one plan. */
    public static final int MOST_NAMES = 20_000;

    /** Binary package names by Debian policy 5.6.7, and no longer than any that exists. */
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,99}");

    private PlanBounds() {}

    /** Whether a package may be asked for. */
    public static boolean isPackage(String name) {
        return PACKAGE.matcher(name).matches();
    }
}
