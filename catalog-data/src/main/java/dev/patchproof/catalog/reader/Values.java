package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.limits.FileLimits;
import dev.patchproof.catalog.limits.PlanBounds;
import dev.patchproof.catalog.limits.RegistryLimits;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parsers of single values; each says what it expected and what it found. */
final class Values {
    private static final Pattern REGISTRY_PATH = Pattern.compile("HKLM(?:\\\\[^\\\\\\p{Cntrl}]+){2,}");
    private static final Pattern FILE_PATH = Pattern.compile("(%[^%\\\\]+%)((?:\\\\[^\\\\/:*?\"<>|%\\p{Cntrl}]+)+)");
    private static final Pattern KNOWN_FOLDER = Pattern.compile(
            "%(?:SystemRoot|ProgramFiles|ProgramFiles\\(x86\\)|CommonProgramFiles|WinSxSWinner|EfiSystemPartition)%");
    private static final Pattern NAME_WITH_DOT_OR_SPACE_AT_END = Pattern.compile("[. ](?:\\\\|$)");

    private Values() {}

    static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noSuchDay) {
            throw new IllegalArgumentException("expected a day such as 2026-02-10, found '" + text + "'", noSuchDay);
        }
    }

    /** A registry path as the wire has it: HKLM only, and the view is never said in the path. Whether it may be asked for
     * depends on what is asked: {@link #registryKey}, {@link #registryValue}. */
    static String registryPath(String text) {
        boolean wellFormed = REGISTRY_PATH.matcher(text).matches();
        if (!wellFormed || text.toLowerCase(Locale.ROOT).contains("\\wow6432node")) {
            throw new IllegalArgumentException("expected a key below HKLM such as"
                    + " HKLM\\SOFTWARE\\Microsoft\\Updates, without Wow6432Node, found '" + text + "'");
        }
        return text;
    }

    /** A registry key whose presence the probe tells. */
    static String registryKey(String text) {
        String path = registryPath(text);
        return RegistryLimits.refusal(path)
                .<String>map(why -> {
                    throw notAskable("a key", path, why);
                })
                .orElse(path);
    }

    /** The name of a value that the probe reads in this key. */
    static String registryValue(String path, String name) {
        return RegistryLimits.refusal(path, name)
                .<String>map(why -> {
                    throw notAskable("a value", path + ", " + name, why);
                })
                .orElse(name);
    }

    /** The name of a package that the probe looks for. */
    static String packageName(String text) {
        if (!PlanBounds.isPackage(text)) {
            throw notAskable("the name of a package", text, "it is not one, or longer than any");
        }
        return text;
    }

    private static IllegalArgumentException notAskable(String expected, String found, String why) {
        return new IllegalArgumentException("expected " + expected
                + " that every probe answers (its --limits lists them; it refuses a plan with any other whole), found '"
                + found + "': " + why);
    }

    /** A file path as the wire has it: a known-folder token, then plain names; a file that the probe reads. */
    static String filePath(String text) {
        Matcher path = FILE_PATH.matcher(text);
        if (!path.matches()
                || !KNOWN_FOLDER.matcher(path.group(1)).matches()
                || NAME_WITH_DOT_OR_SPACE_AT_END.matcher(path.group(2)).find()) {
            throw new IllegalArgumentException("expected a path of plain names after %SystemRoot%, %ProgramFiles%,"
                    + " %ProgramFiles(x86)%, %CommonProgramFiles%, %WinSxSWinner% or %EfiSystemPartition%, found '"
                    + text + "'");
        }
        return FileLimits.refusal(text)
                .<String>map(why -> {
                    throw notAskable("a file", text, why);
                })
                .orElse(text);
    }

    /** An enum constant from its lower-case form with dashes, which the schema has already checked. */
    static <E extends Enum<E>> Function<String, E> constant(Class<E> type) {
        return text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
