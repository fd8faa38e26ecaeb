package dev.patchproof.probe.linux;

import dev.patchproof.evidence.OsFamily;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What os-release(5) says, raw; a field that is not there is the empty string, as that page has it. */
record OsRelease(String id, String prettyName, String versionId, String versionCodename) {

    static OsRelease read(RootFolder root) throws IOException {
        try {
            return parse(root.lines("/etc/os-release"));
        } catch (NoSuchFileException e) {
            return parse(root.lines("/usr/lib/os-release"));
        }
    }

    static OsRelease parse(List<String> lines) {
        Map<String, String> fields = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                fields.put(
                        line.substring(0, equals),
                        unquote(line.substring(equals + 1).strip()));
            }
        }
        return new OsRelease(
                fields.getOrDefault("ID", ""),
                fields.getOrDefault("PRETTY_NAME", ""),
                fields.getOrDefault("VERSION_ID", ""),
                fields.getOrDefault("VERSION_CODENAME", ""));
    }

    private static String unquote(String value) {
        if (value.length() < 2) {
            return value;
        }
        char quote = value.charAt(0);
        if ((quote != '"' && quote != '\'') || value.charAt(value.length() - 1) != quote) {
            return value;
        }
        String inner = value.substring(1, value.length() - 1);
        return quote == '\'' ? inner : inner.replaceAll("\\\\([\\\\\"$`])", "$1");
    }

    /** Derivatives are other systems: their packages are not those of the catalog. */
    OsFamily family() {
        return switch (id) {
            case "debian" -> OsFamily.DEBIAN;
            case "ubuntu" -> OsFamily.UBUNTU;
            default -> OsFamily.OTHER;
        };
    }
}
