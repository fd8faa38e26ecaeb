package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import java.util.List;
import java.util.Map;

/** A plan as JSON: the claim {@code plan} of the plan token. */
public final class PlanClaims {
    private PlanClaims() {}

    public static Map<String, Object> toClaims(Plan plan) {
        return json(
                "checkId", plan.checkId(),
                "nonce", plan.nonce(),
                "audience", plan.audience(),
                "product", SelectorClaims.toClaims(plan.product()),
                "queries", plan.queries().stream().map(QueryKind::writeQuery).toList());
    }

    /**
     * Reads a plan.
     *
     * @throws MalformedClaimsException where the claims are not exactly that
     */
    public static Plan fromClaims(Map<String, Object> claims) {
        return Claim.document(claims).object(fields -> {
            List<Query<?>> queries = fields.get("queries").list(QueryKind::readQuery);
            return new Plan(
                    fields.get("checkId").text(),
                    fields.get("nonce").text(),
                    fields.get("audience").text(),
                    SelectorClaims.read(fields.get("product")),
                    queries);
        });
    }
}
