package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import java.util.List;
import java.util.Map;

/** Evidence as JSON, wire format version 1: the private claim {@code patchproof} of the evidence token. */
public final class EvidenceClaims {
    private EvidenceClaims() {}

    public static Map<String, Object> toClaims(Evidence evidence) {
        Map<String, Object> claims = json(
                "planDigest", evidence.planDigest(),
                "probeDigest", Claim.write(evidence.probeDigest(), digest -> digest),
                "startedAt", evidence.startedAt().toString(),
                "finishedAt", evidence.finishedAt().toString(),
                "system", writeSystem(evidence.system()),
                "observations",
                        evidence.observations().stream()
                                .map(QueryKind::writeObservation)
                                .toList());
        if (!evidence.machine()
                .equals(Evidence.MACHINE_NOT_ASKED)) { // a portal that does not ask may not know the field
            claims.put("machine", Claim.write(evidence.machine(), hash -> hash));
        }
        return claims;
    }

    /**
     * Reads evidence.
     *
     * @throws MalformedClaimsException where the claims are not exactly that
     */
    public static Evidence fromClaims(Map<String, Object> claims) {
        return Claim.document(claims).object(fields -> {
            List<Observation<?>> observations = fields.get("observations").list(QueryKind::readObservation);
            return new Evidence(
                    fields.get("planDigest").text(),
                    fields.get("probeDigest").finding(Claim::text),
                    fields.get("startedAt").instant(),
                    fields.get("finishedAt").instant(),
                    readSystem(fields.get("system")),
                    fields.has("machine") ? fields.get("machine").finding(Claim::text) : Evidence.MACHINE_NOT_ASKED,
                    observations);
        });
    }

    private static Map<String, Object> writeSystem(SystemFacts system) {
        return json(
                "product", SelectorClaims.toClaims(system.product()),
                "productName", system.productName(),
                "revision", Claim.write(system.revision(), revision -> revision),
                "installationType", Claim.write(system.installationType(), type -> type),
                "disagreements", Claim.each(system.disagreements(), EvidenceClaims::writeDisagreement),
                "hostName", Claim.write(system.hostName(), name -> name),
                "bootedAt", Claim.write(system.bootedAt(), Object::toString),
                "setting", Claim.word(system.setting()),
                "elevated", Claim.write(system.elevated(), elevated -> elevated),
                "jvmArchitecture", Claim.word(system.jvmArchitecture()),
                "jvmVersion", system.jvmVersion());
    }

    private static SystemFacts readSystem(Claim claim) {
        return claim.object(fields -> new SystemFacts(
                SelectorClaims.read(fields.get("product")),
                fields.get("productName").text(),
                fields.get("revision").finding(Claim::text),
                fields.later("installationType", Claim::text),
                fields.has("disagreements")
                        ? fields.get("disagreements").list(EvidenceClaims::readDisagreement)
                        : List.of(),
                fields.get("hostName").finding(Claim::text),
                fields.get("bootedAt").finding(Claim::instant),
                fields.get("setting").constant(SystemFacts.Setting.class),
                fields.get("elevated").finding(Claim::flag),
                fields.get("jvmArchitecture").constant(Architecture.class),
                fields.get("jvmVersion").text()));
    }

    private static Map<String, Object> writeDisagreement(ProductDisagreement one) {
        return json("fact", one.fact(), "used", one.used(), "other", one.other());
    }

    private static ProductDisagreement readDisagreement(Claim claim) {
        return claim.object(fields -> new ProductDisagreement(
                fields.get("fact").text(),
                fields.get("used").text(),
                fields.get("other").text()));
    }
}
