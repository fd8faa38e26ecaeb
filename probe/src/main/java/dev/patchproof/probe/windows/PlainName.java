package dev.patchproof.probe.windows;

import java.util.regex.Pattern;

/**
 * Names of files and folders that mean what they spell: none can leave its folder, name a device or a stream, or be
 * respelt by Windows (which drops trailing dots and spaces).
 */
final class PlainName {

    private static final String FORBIDDEN = "/\\:*?\"<>|%";

    /** Devices in every folder, whatever extension follows. Case is ignored as ASCII, not by locale. */
    private static final Pattern DEVICE = Pattern.compile(
            "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private PlainName() {}

    /** @throws IllegalArgumentException with what was found and what a name must be */
    static void require(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= 255
                && !name.endsWith(".")
                && !name.endsWith(" ")
                && !DEVICE.matcher(name).matches()
                && name.chars().noneMatch(c -> c < ' ' || FORBIDDEN.indexOf(c) >= 0);
        if (!plain) {
            throw new IllegalArgumentException("expected plain names between single backslashes, found \"" + name
                    + "\" (empty, reserved, or with a trailing dot or space)");
        }
    }
}
