package dev.patchproof.probe;

import dev.patchproof.probe.trust.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON for people: one field to a line, in the order in which it is sent, in ASCII for any terminal. */
final class PrettyJson {
    private final StringBuilder out = new StringBuilder();

    private PrettyJson() {}

    static String of(Map<String, Object> object) {
        PrettyJson pretty = new PrettyJson();
        pretty.value(object, "\n");
        return pretty.out.toString();
    }

    private void value(Object value, String lineBreak) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            String inner = lineBreak + "  ";
            String before = "{" + inner;
            for (Map.Entry<?, ?> field : map.entrySet()) {
                out.append(before).append(quoted(field.getKey())).append(": ");
                value(field.getValue(), inner);
                before = "," + inner;
            }
            out.append(lineBreak).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            String inner = lineBreak + "  ";
            String before = "[" + inner;
            for (Object item : list) {
                out.append(before);
                value(item, inner);
                before = "," + inner;
            }
            out.append(lineBreak).append(']');
        } else {
            out.append(quoted(value));
        }
    }

    /** Any scalar, and the empty object and list; control characters come out escaped. */
    private static String quoted(Object value) {
        String wrapped = Json.write(Map.of("v", value));
        return readable(wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1));
    }

    /** A slash may be escaped in JSON and need not be; paths read better without. */
    private static String readable(String json) {
        StringBuilder plain = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' && i + 1 < json.length()) {
                char next = json.charAt(++i);
                plain.append(next == '/' ? "/" : "\\" + next);
            } else if (c > '~') {
                plain.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
