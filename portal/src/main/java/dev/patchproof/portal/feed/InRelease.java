package dev.patchproof.portal.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Debian suite's {@code InRelease} says: which suite it is, of which day, until when it holds, and the SHA-256 of
 * its indexes. The OpenPGP signature around it is passed over.
 *
 * @param validUntil empty where the suite does not end by itself
 * @param sha256 lower-case hex by path below the suite
 */
record InRelease(String codename, Instant date, Optional<Instant> validUntil, Map<String, String> sha256) {
    private static final Pattern FIELD = Pattern.compile("([A-Za-z0-9-]+):\\s*(.*)");
    private static final Pattern INDEX = Pattern.compile("\\s+([0-9a-f]{64})\\s+\\d+\\s+(\\S+)");
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

    InRelease {
        sha256 = Map.copyOf(sha256);
    }

    /** Read, or an exception that says what is not as it should be. */
    static InRelease read(Path file) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Map<String, String> digests = new HashMap<>();
        String field = "";
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\\R", -1)) {
            if (line.equals(SIGNATURE)) {
                break;
            }
            Matcher named = FIELD.matcher(line);
            Matcher index = INDEX.matcher(line);
            if (named.matches()) {
                field = named.group(1);
                fields.put(field, named.group(2).strip());
            } else if (field.equals("SHA256") && index.matches()) {
                digests.put(index.group(2), index.group(1));
            }
        }
        Optional<String> until = Optional.ofNullable(fields.get("Valid-Until"));
        return new InRelease(
                required(fields, "Codename"),
                instant(required(fields, "Date")),
                until.isPresent() ? Optional.of(instant(until.get())) : Optional.empty(),
                digests);
    }

    private static String required(Map<String, String> fields, String name) throws IOException {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new IOException("expected the field " + name + ", found none");
        }
        return value;
    }

    /** Such as {@code Mon, 23 Nov 2026 09:12:00 UTC}. */
    private static Instant instant(String text) throws IOException {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.replace("UTC", "GMT"), Instant::from);
        } catch (DateTimeException notOne) {
            throw new IOException(
                    "expected a time such as Mon, 23 Nov 2026 09:12:00 UTC, found '" + text + "'", notOne);
        }
    }
}
