package dev.patchproof.probe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The Windows files that a plan may ask for: versions, sizes, times and digests, never contents. */
final class FileLimits {
    private static final String OUTSIDE = "this probe does not read that";
    private static final String NAME = "[^\\\\/:*?\"<>|%\\p{Cntrl}]{1,120}";

    /** architecture_name_token_culture, as the component store writes them; two dots stand for a cut middle. */
    private static final String COMPONENT = "(amd64|arm64|arm|ia64|msil|wow64|x86)_[a-z0-9][a-z0-9._-]{0,119}"
            + "_[0-9a-f]{16}_[a-z0-9][a-z0-9.-]{1,39}";

    private static final List<Pattern> FILES = List.of(
            insensitive("%SystemRoot%\\\\(System32|SysWOW64)(\\\\" + NAME + "){1,6}"),
            insensitive("%SystemRoot%\\\\Boot\\\\EFI\\\\bootmgfw\\.efi"),
            insensitive("%WinSxSWinner%\\\\" + COMPONENT + "\\\\" + NAME),
            insensitive("%EfiSystemPartition%\\\\EFI\\\\Microsoft\\\\Boot\\\\" + NAME + "\\.efi"));

    /** The registry hives and the accounts database lie in System32 too, and are nobody's update. */
    private static final Pattern NEVER = insensitive("%SystemRoot%\\\\[^\\\\]+\\\\config(\\\\.*)?");

    /** Names that Windows takes for devices in every folder, and names that it reads without their end. */
    private static final Pattern TRICKY =
            insensitive("(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\\p{No}])( *\\..*)?|.*[. ]|[. ].*");

    private FileLimits() {}

    /** Why the file may not be asked for; empty where it may. */
    static Optional<String> refusal(String path) {
        if (FILES.stream().noneMatch(file -> file.matcher(path).matches())
                || NEVER.matcher(path).matches()) {
            return Optional.of(OUTSIDE);
        }
        for (String name : path.split("\\\\", -1)) {
            if (TRICKY.matcher(name).matches()) {
                return Optional.of("\"" + Terminal.plain(name) + "\" is not the name of an ordinary file");
            }
        }
        return Optional.empty();
    }

    private static Pattern insensitive(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
