package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a package of Component Based Servicing, or of a signed catalog that came with one: identity, public key
 * token, architecture, language and version between tildes.
 *
 * @param kb of the update, {@code KB3202790}; empty where the name has none (cumulative updates are {@code RollupFix})
 * @param role what the package is to its update
 * @param build build and revision, where the version has them; a servicing stack's own number is none
 * @param rollup whether it is of a cumulative update
 */
record CbsPackageName(Optional<String> kb, Role role, Optional<BuildRevision> build, boolean rollup) {
    private static final Pattern KB = Pattern.compile("(?<![A-Za-z0-9])KB(\\d{5,8})(?![A-Za-z0-9])", insensitive());
    private static final Pattern HEAD = Pattern.compile("(?:Package_for_)?KB\\d+|Package_for_RollupFix", insensitive());
    private static final Pattern BRANCH = Pattern.compile("Package_for_(?:KB\\d+|RollupFix)_\\w+", insensitive());
    private static final Pattern ROLLUP = Pattern.compile("Package_(?:\\d+_)?for_RollupFix(?:_\\w+)?", insensitive());
    /** Numbered on its own, and it brings nothing but itself. */
    private static final Pattern STACK =
            Pattern.compile("Package_(?:\\d+_)?for_ServicingStack(?:_\\w+)?", insensitive());

    private static final String CATALOG = ".cat";

    CbsPackageName {
        requireNonNull(kb, "kb");
        requireNonNull(role, "role");
        requireNonNull(build, "build");
    }

    /** What a package is to its update. The whole update says best whether it is installed. */
    enum Role {
        /** The whole update: {@code Package_for_KB3185331~}, {@code Package_for_RollupFix~}. */
        HEAD,
        /** The update for one release: {@code Package_for_KB3202790_RTM_GM~}. */
        BRANCH,
        /** A piece of it: {@code Package_145_for_KB3185331~}; pieces for other releases are staged and never installed. */
        PART
    }

    /** Whether a name can have a KB or be of a cumulative update; quick, since most names are of parts of Windows. */
    static boolean mayTellUpdate(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        return folded.contains("kb") || folded.contains("rollupfix");
    }

    /** Every text is a name; one of no known form is a part of an update that it does not tell. */
    static CbsPackageName of(String text) {
        String name = text.toLowerCase(Locale.ROOT).endsWith(CATALOG)
                ? text.substring(0, text.length() - CATALOG.length())
                : text;
        int tilde = name.indexOf('~');
        String identity = tilde < 0 ? name : name.substring(0, tilde);
        String version = tilde < 0 ? "" : name.substring(name.lastIndexOf('~') + 1);
        Matcher kb = KB.matcher(identity);
        return new CbsPackageName(
                kb.find() ? Optional.of("KB" + kb.group(1)) : Optional.empty(),
                role(identity),
                STACK.matcher(identity).matches() ? Optional.empty() : BuildRevision.ofVersion(version),
                ROLLUP.matcher(identity).matches());
    }

    private static Role role(String identity) {
        if (HEAD.matcher(identity).matches()) {
            return Role.HEAD;
        }
        return BRANCH.matcher(identity).matches() ? Role.BRANCH : Role.PART;
    }

    private static int insensitive() {
        return Pattern.CASE_INSENSITIVE;
    }
}
