package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.ImportException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A security suite of Debian or Ubuntu.
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

    /** The one suite that is asked for. */
    static Suite of(ImportRequest request) throws ImportException {
        return parsed(request.one(ImportOption.SUITE));
    }

    /** Every suite that is asked for, at least one. */
    static List<Suite> allOf(ImportRequest request) throws ImportException {
        List<Suite> suites = new ArrayList<>();
        for (String name : request.all(ImportOption.SUITE)) {
            suites.add(parsed(name));
        }
        if (suites.isEmpty()) {
            throw new ImportException(Reason.WRONG_OPTION, "expected --suite at least once, found none");
        }
        return suites;
    }

    private static Suite parsed(String name) throws ImportException {
        try {
            return new Suite(name);
        } catch (IllegalArgumentException notASuite) {
            throw new ImportException(Reason.WRONG_OPTION, String.valueOf(notASuite.getMessage()), notASuite);
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
