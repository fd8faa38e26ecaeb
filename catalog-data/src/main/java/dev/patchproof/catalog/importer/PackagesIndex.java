package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Packages index (stanzas of fields, deb822): name, version, source and architecture of each binary package.
 * Field names are taken without regard to case; the other fields are passed over, but have to be well formed.
 */
final class PackagesIndex {
    private static final Pattern FIELD = Pattern.compile("([!-9;-~]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern PACKAGE_NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final Pattern SOURCE = Pattern.compile("([a-z0-9][a-z0-9+.-]+)(?: \\(([^() ]+)\\))?");

    private final Path file;
    private final DebianArchitecture architecture;
    private final List<PackageEntry> entries = new ArrayList<>();
    private final Map<String, String> stanza = new HashMap<>();
    private int stanzaStart = 1;
    private int line;

    private PackagesIndex(Path file, DebianArchitecture architecture) {
        this.file = file;
        this.architecture = architecture;
    }

    static List<PackageEntry> read(Path file, DebianArchitecture architecture) throws ImportException {
        PackagesIndex index = new PackagesIndex(file, architecture);
        try (InputStream unpacked = IndexFile.open(file);
                BufferedReader text =
                        new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8.newDecoder()))) {
            index.readAll(text);
        } catch (CharacterCodingException notUtf8) {
            throw new ImportException(
                    Reason.MALFORMED_STANZA, file + ":" + index.line + ": expected UTF-8, found bytes that are not");
        } catch (EOFException truncated) {
            throw new ImportException(
                    Reason.NOT_READABLE, file + ": expected a whole file, found its end too early", truncated);
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.NOT_READABLE, file + ": expected a readable index, found " + notReadable, notReadable);
        }
        if (index.entries.isEmpty()) {
            throw new ImportException(Reason.EMPTY, file + ": expected at least one package, found none");
        }
        return List.copyOf(index.entries);
    }

    private void readAll(BufferedReader text) throws IOException, ImportException {
        for (String next = text.readLine(); next != null; next = text.readLine()) {
            line++;
            if (next.isBlank()) {
                endStanza();
                stanzaStart = line + 1;
            } else if (next.charAt(0) == ' ' || next.charAt(0) == '\t') {
                if (stanza.isEmpty()) {
                    throw malformed("expected a field, found a continuation of none");
                }
            } else {
                field(next);
            }
        }
        endStanza();
    }

    private void field(String text) throws ImportException {
        Matcher field = FIELD.matcher(text);
        if (!field.matches()) {
            throw malformed("expected 'Field: value', found '" + text + "'");
        }
        if (stanza.put(field.group(1).toLowerCase(Locale.ROOT), field.group(2)) != null) {
            throw malformed("expected each field once in a stanza, found '" + field.group(1) + "' again");
        }
    }

    private void endStanza() throws ImportException {
        if (stanza.isEmpty()) {
            return;
        }
        String name = value("package", PACKAGE_NAME.matcher(value("package")).matches());
        DebianVersion version = version(value("version"));
        String builtFor = value("architecture");
        if (!builtFor.equals("all") && !builtFor.equals(architecture.debianName())) {
            throw malformed(
                    "expected packages of " + architecture.debianName() + " or all, found " + name + " of " + builtFor);
        }
        Matcher source = SOURCE.matcher(stanza.getOrDefault("source", name));
        if (!source.matches()) {
            throw malformed(
                    "expected 'Source: name' or 'Source: name (version)', found '" + stanza.get("source") + "'");
        }
        @Nullable String sourceVersion = source.group(2);
        entries.add(new PackageEntry(
                name, version, source.group(1), sourceVersion == null ? version : version(sourceVersion)));
        stanza.clear();
    }

    private String value(String field) throws ImportException {
        return value(field, true);
    }

    private String value(String field, boolean wellFormed) throws ImportException {
        String value = stanza.getOrDefault(field, "");
        if (value.isEmpty() || !wellFormed) {
            throw malformed(
                    "expected the field '" + field + "', found " + (value.isEmpty() ? "none" : "'" + value + "'"));
        }
        return value;
    }

    private DebianVersion version(String text) throws ImportException {
        try {
            return new DebianVersion(text);
        } catch (IllegalArgumentException notAVersion) {
            throw new ImportException(Reason.MALFORMED_STANZA, place() + notAVersion.getMessage(), notAVersion);
        }
    }

    private ImportException malformed(String message) {
        return new ImportException(Reason.MALFORMED_STANZA, place() + message);
    }

    private String place() {
        return file + ":" + line + ": in the stanza of " + stanza.getOrDefault("package", "no package") + " from line "
                + stanzaStart + ": ";
    }
}
