package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.DebianVersion;
import java.util.regex.Pattern;

/**
 * Whether an installed package looks as if somebody other than Debian had built it under the name of Debian's. Its
 * version may be above Debian's fixed one and the hole open all the same: another upstream release, of which Debian's
 * numbers say nothing.
 */
final class OtherMaker {
    /** What Debian writes into the versions of its stable releases, updates and backports. */
    private static final Pattern MARK = Pattern.compile("[+~](?:deb|bpo)\\d");

    private static final Pattern AFTER_UPSTREAM_RELEASE = Pattern.compile("[-+~].*");

    private OtherMaker() {}

    static boolean suspected(String installed, DebianVersion fixed) {
        return MARK.matcher(fixed.toString()).find()
                && !MARK.matcher(installed).find()
                && !upstreamRelease(installed).equals(upstreamRelease(fixed.toString()));
    }

    private static String upstreamRelease(String version) {
        return AFTER_UPSTREAM_RELEASE
                .matcher(version.substring(version.indexOf(':') + 1))
                .replaceFirst("");
    }
}
