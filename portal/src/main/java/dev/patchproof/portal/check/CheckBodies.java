package dev.patchproof.portal.check;

import dev.patchproof.evidence.MalformedClaimsException;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.SelectorClaims;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** What probes send as JSON, read strictly. */
final class CheckBodies {
    private static final int MOST_STEPS = 1_000_000;

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
            return JsonUtil.parseJson(body);
        } catch (JoseException e) {
            throw CheckProblems.malformed("expected a JSON object");
        }
    }
}
