package dev.patchproof.probe.linux;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stanzas of a Debian control file (deb822): field names in lower case, continuation lines joined by line ends. */
final class ControlFile {
    private ControlFile() {}

    static List<Map<String, String>> parse(String file, List<String> lines) throws IOException {
        List<Map<String, String>> stanzas = new ArrayList<>();
        Map<String, String> stanza = new LinkedHashMap<>();
        String field = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank()) {
                if (!stanza.isEmpty()) {
                    stanzas.add(stanza);
                }
                stanza = new LinkedHashMap<>();
                field = "";
            } else if (line.startsWith(" ") || line.startsWith("\t")) {
                if (field.isEmpty()) {
                    throw new MalformedFileException(file, i + 1, "a field", line);
                }
                stanza.merge(field, line.strip(), (first, more) -> first + "\n" + more);
            } else {
                int colon = line.indexOf(':');
                if (colon <= 0) {
                    throw new MalformedFileException(file, i + 1, "a field", line);
                }
                field = line.substring(0, colon).toLowerCase(Locale.ROOT);
                if (stanza.put(field, line.substring(colon + 1).strip()) != null) {
                    throw new MalformedFileException(file, i + 1, "each field once", line);
                }
            }
        }
        if (!stanza.isEmpty()) {
            stanzas.add(stanza);
        }
        return stanzas;
    }
}
