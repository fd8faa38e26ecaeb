package dev.patchproof.catalog.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The published JSON Schema (draft 2020-12), as the reader applies it. */
final class CatalogSchema {
    private static final String RESOURCE = "schema/catalog-1.json";
    private static final int LONGEST_QUOTE = 80;
    private static final JsonSchema SCHEMA = load();

    private CatalogSchema() {}

    static List<Problem> check(String file, JsonNode json) {
        return SCHEMA.validate(json).stream()
                .map(message -> problem(file, message))
                .distinct()
                .toList();
    }

    private static Problem problem(String file, ValidationMessage message) {
        String place = message.getInstanceLocation().toString();
        String property = message.getProperty();
        return switch (message.getType()) {
            case "additionalProperties" ->
                new Problem(
                        file,
                        Cursor.child(place, property),
                        Reason.NOT_IN_SCHEMA,
                        "expected a field that the schema knows, found '" + property + "'");
            case "required" ->
                new Problem(file, place, Reason.NOT_IN_SCHEMA, "expected the field '" + property + "', found none");
            default -> new Problem(file, place, Reason.NOT_IN_SCHEMA, message.getError() + "; found " + quote(message));
        };
    }

    private static String quote(ValidationMessage message) {
        JsonNode node = message.getInstanceNode();
        String found = node == null ? "nothing" : node.toString();
        return found.length() <= LONGEST_QUOTE ? found : found.substring(0, LONGEST_QUOTE) + "...";
    }

    private static JsonSchema load() {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        try (InputStream schema = Catalog.class.getResourceAsStream(RESOURCE)) {
            if (schema == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema, config);
        } catch (IOException notReadable) {
            throw new UncheckedIOException(notReadable);
        }
    }
}
