package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import java.util.Map;

/** The product selector as JSON: the body with which a probe asks for a plan, and a part of plans and evidence. */
public final class SelectorClaims {
    private SelectorClaims() {}

    public static Map<String, Object> toClaims(ProductSelector selector) {
        return json(
                "family", Claim.word(selector.family()),
                "version", selector.version(),
                "build", selector.build(),
                "servicePack", selector.servicePack(),
                "productType", Claim.word(selector.productType()),
                "architecture", Claim.word(selector.architecture()),
                "edition", selector.edition(),
                "release", selector.release());
    }

    /**
     * Reads a selector.
     *
     * @throws MalformedClaimsException where the claims are not exactly that
     */
    public static ProductSelector fromClaims(Map<String, Object> claims) {
        return read(Claim.document(claims));
    }

    static ProductSelector read(Claim claim) {
        return claim.object(fields -> new ProductSelector(
                fields.get("family").constant(OsFamily.class),
                fields.get("version").text(),
                fields.get("build").text(),
                fields.get("servicePack").text(),
                fields.get("productType").constant(ProductType.class),
                fields.get("architecture").constant(Architecture.class),
                fields.get("edition").text(),
                fields.get("release").text()));
    }
}
