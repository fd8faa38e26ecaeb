package dev.patchproof.catalog.importer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records of comma-separated values (RFC 4180), one at a time: quotes, doubled quotes and line breaks inside them. A byte
 * order mark before the first is skipped.
 */
final class Csv {
    private final BufferedReader reader;
    private int line;
    private boolean first = true;

    Csv(Reader reader) {
        this.reader = new BufferedReader(reader);
    }

    /** Number of the line on which the record just read begins, from 1. */
    int line() {
        return line;
    }

    /** The next record, or empty at the end. */
    Optional<List<String>> next() throws IOException {
        String text = reader.readLine();
        line++;
        if (text == null) {
            return Optional.empty();
        }
        if (first && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        first = false;
        return Optional.of(fields(text));
    }

    private List<String> fields(String start) throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        String text = start;
        boolean quoted = false;
        int i = 0;
        while (true) {
            if (i >= text.length()) {
                String more = quoted ? reader.readLine() : null;
                if (more == null) {
                    fields.add(field.toString());
                    return fields;
                }
                field.append('\n');
                text = more;
                i = 0;
                continue;
            }
            char character = text.charAt(i++);
            if (character == '"' && quoted && i < text.length() && text.charAt(i) == '"') {
                field.append('"');
                i++;
            } else if (character == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
    }
}
