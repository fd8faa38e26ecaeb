package dev.patchproof.portal.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patchproof.evidence.MalformedClaimsException;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.SelectorClaims;
import java.util.Map;
import java.util.Set;

/** What probes send as JSON, read strictly. */
final class CheckBodies {
    private static final int MOST_STEPS = 1_000_000;
    private static final ObjectReader OBJECT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build()
            .readerFor(new TypeReference<Map<String, Object>>() {});

    private CheckBodies() {}

    static ProductSelector selector(String body) {
        try {
            return SelectorClaims.fromClaims(object(body));
        } catch (MalformedClaimsException e) {
            throw CheckProblems.malformed(e.path() + ": expected " + e.expected() + ", found " + e.found());
        }
    }

    static CheckState.Collecting progress(String body) {
        Map<String, Object> members = object(body);
        if (members.keySet().equals(Set.of("done", "total"))
                && members.get("done") instanceof Long done
                && members.get("total") instanceof Long total
                && 0 <= done
                && done <= total
                && 1 <= total
                && total <= MOST_STEPS) {
            return new CheckState.Collecting(done.intValue(), total.intValue());
        }
        throw CheckProblems.malformed("expected done and total, 0 <= done <= total, 1 <= total <= " + MOST_STEPS);
    }

    private static Map<String, Object> object(String body) {
        try {
            Map<String, Object> object = OBJECT.readValue(body);
            if (object != null) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw CheckProblems.malformed("expected a JSON object");
        }
        throw CheckProblems.malformed("expected a JSON object");
    }
}
