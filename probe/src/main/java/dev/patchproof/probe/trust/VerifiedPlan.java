package dev.patchproof.probe.trust;

import dev.patchproof.evidence.Plan;

/** A plan that the portal of the ticket signed for that ticket's check. Made by {@link KeySet} alone. */
public final class VerifiedPlan {
    private final Plan plan;
    private final String digest;

    VerifiedPlan(Plan plan, String digest) {
        this.plan = plan;
        this.digest = digest;
    }

    public Plan plan() {
        return plan;
    }

    /** The sha256 of the plan token's bytes as received, lower-case hex. */
    public String digest() {
        return digest;
    }
}
