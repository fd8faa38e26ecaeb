package dev.patchproof.portal.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.portal.appraisal.AttestationResult;

/** Results as the database keeps them; those of earlier portals are read as they were meant. */
final class ResultDocuments {
    private static final String COUNTED = "counted";
    private static final String FOLDED = "folded";

    private final ObjectMapper json;

    ResultDocuments(ObjectMapper json) {
        this.json = json;
    }

    String write(AttestationResult result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result is plain data", e);
        }
    }

    AttestationResult read(String document) {
        try {
            JsonNode stored = json.readTree(document);
            foldedAsBefore(stored);
            stored.path("updates").forEach(ResultDocuments::countedAsBefore);
            return json.treeToValue(stored, AttestationResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored result cannot be read", e);
        }
    }

    /** Before answers were made short, every update stood in them by itself. */
    private static void foldedAsBefore(JsonNode result) {
        if (result instanceof ObjectNode fields && !fields.has(FOLDED)) {
            fields.putArray(FOLDED);
        }
    }

    /** Before there were mitigations that one can choose, every update counted and none was said to. */
    private static void countedAsBefore(JsonNode update) {
        if (update instanceof ObjectNode fields && !fields.has(COUNTED)) {
            fields.put(COUNTED, true).put("optIn", false);
        }
    }
}
