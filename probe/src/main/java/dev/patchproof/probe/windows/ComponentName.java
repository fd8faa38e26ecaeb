package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Windows component without its version, in the form of the component store: lower case, a long name or culture with
 * its middle replaced by two dots. The store's folders add version and a hash to it, the registry's keys of winners the
 * hash alone; the hash is over attributes that nobody asks for here (what is known of it: the open project haveSxS).
 *
 * @param architecture such as amd64, wow64, x86
 * @param publicKeyToken 16 hex digits
 * @param culture such as en-us; none for a component without
 */
record ComponentName(String architecture, String name, String publicKeyToken, String culture) {

    private static final int MAX_NAME = 40;
    private static final int MAX_CULTURE = 8;

    private static final String FRONT = "([a-z0-9]{1,16})_(.+)_([0-9a-f]{16})";
    private static final String CULTURE = "([a-z0-9.-]{1,40})";
    private static final String HASH = "_[0-9a-f]{16}";
    private static final Pattern BARE = pattern(FRONT + "_" + CULTURE);
    private static final Pattern KEY = pattern(FRONT + "_" + CULTURE + HASH);
    private static final Pattern FOLDER = pattern(FRONT + "_([0-9]+(?:\\.[0-9]+){3})_" + CULTURE + HASH);

    ComponentName {
        requireNonNull(architecture, "architecture");
        requireNonNull(name, "name");
        requireNonNull(publicKeyToken, "publicKeyToken");
        requireNonNull(culture, "culture");
    }

    /**
     * Reads {@code architecture_name_token_culture}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static ComponentName parse(String text) {
        return match(BARE, text, 4)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a component as architecture_name_token_culture, found " + text));
    }

    /** The component of a key of winners; empty for a name of another form. */
    static Optional<ComponentName> ofKey(String key) {
        return match(KEY, key, 4);
    }

    /** The component of a folder of the store; empty for a name of another form. */
    static Optional<ComponentName> ofFolder(String folder) {
        return match(FOLDER, folder, 5);
    }

    /** Whether a folder of the store holds this component in this version. */
    boolean isFolder(String folder, String version) {
        Matcher matcher = FOLDER.matcher(folder);
        return matcher.matches()
                && matcher.group(4).equals(version)
                && ofFolder(folder).filter(this::equals).isPresent();
    }

    private static Optional<ComponentName> match(Pattern pattern, String text, int cultureGroup) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ComponentName(
                lower(matcher.group(1)),
                shortened(lower(matcher.group(2)), MAX_NAME),
                lower(matcher.group(3)),
                shortened(lower(matcher.group(cultureGroup)), MAX_CULTURE)));
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int kept = most / 2 - 1;
        return text.substring(0, kept) + ".." + text.substring(text.length() - kept);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    @Override
    public String toString() {
        return architecture + "_" + name + "_" + publicKeyToken + "_" + culture;
    }
}
