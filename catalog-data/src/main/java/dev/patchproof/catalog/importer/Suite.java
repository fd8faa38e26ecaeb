package dev.patchproof.catalog.importer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Debian security suite.
 *
 * @param name such as {@code bookworm-security}
 */
public record Suite(String name) {
    private static final Pattern FORM = Pattern.compile("([a-z]+)-security");

    public Suite {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("expected a suite such as bookworm-security, found '" + name + "'");
        }
    }

    /** Such as {@code bookworm}. */
    public String codename() {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            throw new IllegalStateException(name);
        }
        return form.group(1);
    }
}
