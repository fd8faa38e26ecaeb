package dev.patchproof.probe.trust;

import dev.patchproof.evidence.Plan;
import java.util.Optional;

/** A plan that the portal of the ticket signed for that ticket's check. Made by {@link KeySet} alone. */
public final class VerifiedPlan {
    private final Plan plan;
    private final Optional<MachineHash> machineHash;
    private final String digest;

    VerifiedPlan(Plan plan, Optional<MachineHash> machineHash, String digest) {
        this.plan = plan;
        this.machineHash = machineHash;
        this.digest = digest;
    }

    public Plan plan() {
        return plan;
    }

    /** How the portal wants the machine's id; empty where it does not ask for it. */
    public Optional<MachineHash> machineHash() {
        return machineHash;
    }

    /** The sha256 of the plan token's bytes as received, lower-case hex. */
    public String digest() {
        return digest;
    }
}
