package dev.patchproof.catalog.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Windows files that a plan may ask for: programs and libraries of the system, by their versions, sizes, times and
 * digests, never their contents. By kind of file too: in the system's folders also lie logs, print jobs, scheduled tasks
 * and the accounts database, and are nobody's update. Links and junctions on the way to a file are refused where it is
 * read.
 */
public final class FileLimits {
    private static final String OUTSIDE = "this probe does not read that";

    /** ASCII: outside it Java and Windows do not agree on what differs in case alone. */
    private static final String NAME = "[a-z0-9_.+@$()&!{}, =~#'\\[\\]-]{1,120}";

    private static final String PROGRAM = "\\.(acm|ax|com|cpl|dll|drv|efi|exe|mui|nls|ocx|scr|sys|tsp)";

    /** architecture_name_token_culture, as the component store writes them; two dots stand for a cut middle. */
    private static final String COMPONENT = "(amd64|arm64|arm|ia64|msil|wow64|x86)_[a-z0-9][a-z0-9._-]{0,119}"
            + "_[0-9a-f]{16}_[a-z0-9][a-z0-9.-]{1,39}";

    private static final List<Place> PLACES = List.of(
            new Place(
                    "%SystemRoot%\\System32 and SysWOW64, and up to five folders below",
                    insensitive("%SystemRoot%\\\\(System32|SysWOW64)(\\\\" + NAME + "){1,6}")),
            new Place(
                    "%SystemRoot%\\servicing\\TrustedInstaller.exe",
                    insensitive("%SystemRoot%\\\\servicing\\\\TrustedInstaller\\.exe")),
            new Place(
                    "%SystemRoot%\\Boot\\EFI\\bootmgfw.efi",
                    insensitive("%SystemRoot%\\\\Boot\\\\EFI\\\\bootmgfw\\.efi")),
            new Place(
                    "the component store: the winning version of a component",
                    insensitive("%WinSxSWinner%\\\\" + COMPONENT + "\\\\" + NAME)),
            new Place(
                    "the EFI partition: *.efi in EFI\\Microsoft\\Boot",
                    insensitive("%EfiSystemPartition%\\\\EFI\\\\Microsoft\\\\Boot\\\\" + NAME + "\\.efi")));

    private static final Pattern ANY_PROGRAM = insensitive(".*" + PROGRAM);

    /** The registry hives and the accounts database, whatever they are called. */
    private static final Pattern NEVER = insensitive("%SystemRoot%\\\\[^\\\\]+\\\\config(\\\\.*)?");

    /**
     * Names that Windows takes for devices in every folder, names that it reads without their end, and short names, which
     * stand for another one.
     */
    private static final Pattern TRICKY = insensitive(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\\p{No}])( *\\..*)?|.*[. ]|[. ].*|.*~[0-9].*");

    private FileLimits() {}

    /** Why the file may not be asked for; empty where it may. */
    public static Optional<String> refusal(String path) {
        if (PLACES.stream().noneMatch(place -> place.files().matcher(path).matches())
                || NEVER.matcher(path).matches()) {
            return Optional.of(OUTSIDE);
        }
        for (String name : path.split("\\\\", -1)) {
            if (TRICKY.matcher(name).matches()) {
                return Optional.of("\"" + name + "\" is not the name of an ordinary file"); // ASCII by now
            }
        }
        return ANY_PROGRAM.matcher(path).matches()
                ? Optional.empty()
                : Optional.of("this probe reads programs and libraries of the system, and no other files");
    }

    /** The list in words. */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        PLACES.forEach(place -> lines.add(place.words()));
        lines.add("    only " + PROGRAM.substring(3, PROGRAM.length() - 1).replace("|", ", "));
        lines.add("    never %SystemRoot%\\...\\config; no device, stream, short name, link or junction");
        return lines;
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private record Place(String words, Pattern files) {}
}
