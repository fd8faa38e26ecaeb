package dev.patchproof.probe;

import dev.patchproof.evidence.MalformedClaimsException;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.PlanClaims;
import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.TrustException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Any text as the claims of a plan that is signed: refused in words, or a plan of nothing that the probe forbids. */
public final class PlanFuzz {
    private PlanFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Plan plan = PlanClaims.fromClaims(Json.parse(new String(input, StandardCharsets.UTF_8)));
            PlanLimits.require(plan);
            String asked = plan.queries().toString().toLowerCase(Locale.ROOT);
            for (String forbidden : new String[] {"winlogon", "defaultpassword", "..\\", "\\\\.\\", "hkcu", "\\sam"}) {
                if (asked.contains(forbidden)) {
                    throw new IllegalStateException("a plan that asks for " + forbidden + " was let through: " + asked);
                }
            }
        } catch (TrustException | MalformedClaimsException | PlanRefusedException e) {
            if (e.getMessage() == null || e.getMessage().isEmpty()) {
                throw new IllegalStateException("a refusal that says nothing", e);
            }
        }
    }
}
