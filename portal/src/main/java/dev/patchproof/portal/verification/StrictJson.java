package dev.patchproof.portal.verification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects in I-JSON (RFC 7493), within bounds: no name twice, nothing after the end, no half of a surrogate pair. What is
 * taken here reads the same for every other parser, so that none sees another token than the one that was verified.
 */
final class StrictJson {
    /** Objects and lists inside each other; evidence needs about ten. */
    static final int MAX_DEPTH = 32;
    /** Characters of one number; the longest whole one that is asked for has 20. */
    static final int MAX_NUMBER = 24;

    /** Values, names, and beginnings and ends of lists and objects: each may take ten times the memory of its text. */
    static final int MAX_TOKENS = 1_000_000;

    private static final int MAX_NAME = 512;
    private static final ObjectReader OBJECT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER)
                            .maxNameLength(MAX_NAME)
                            .maxTokenCount(MAX_TOKENS)
                            .maxStringLength(EvidenceVerifier.MAX_TOKEN_BYTES)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build()
            .readerFor(new TypeReference<Map<String, Object>>() {});

    private StrictJson() {}

    /**
     * Reads an object; whole numbers become {@code Long} where they fit.
     *
     * @throws EvidenceRefusedException for this reason where it is anything else
     */
    static Map<String, Object> object(String text, Refusal reason) throws EvidenceRefusedException {
        try {
            Map<String, Object> object = OBJECT.readValue(text);
            if (object != null && isText(object)) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw refused(reason);
        }
        throw refused(reason);
    }

    private static EvidenceRefusedException refused(Refusal reason) {
        return new EvidenceRefusedException(
                reason,
                "one JSON object (RFC 7493: no name twice, nothing after it) of at most " + MAX_DEPTH
                        + " levels, numbers of at most " + MAX_NUMBER
                        + " characters and " + MAX_TOKENS + " parts expected, found something else");
    }

    /** Whether every name and text is made of whole characters; no deeper than the parser let it be. */
    private static boolean isText(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePoints()
                    .noneMatch(point -> Character.MIN_SURROGATE <= point && point <= Character.MAX_SURROGATE);
        }
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream().allMatch(entry -> isText(entry.getKey()) && isText(entry.getValue()));
        }
        return !(value instanceof List<?> list) || list.stream().allMatch(StrictJson::isText);
    }
}
