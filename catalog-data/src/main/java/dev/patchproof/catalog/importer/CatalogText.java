package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.StringJoiner;

/** A catalog file as canonical text: a header field or an update per line, so that a difference reads as one. */
final class CatalogText {
    private CatalogText() {}

    static String of(ObjectNode document) {
        StringJoiner fields = new StringJoiner(",\n", "{\n", "\n}\n");
        document.properties()
                .forEach(field -> fields.add("  " + TextNode.valueOf(field.getKey()) + ": "
                        + (field.getKey().equals("updates") ? lines(field.getValue()) : field.getValue())));
        return fields.toString();
    }

    private static String lines(JsonNode updates) {
        StringJoiner lines = new StringJoiner(",\n", "[\n", "\n  ]");
        updates.forEach(update -> lines.add("    " + update));
        return lines.toString();
    }
}
