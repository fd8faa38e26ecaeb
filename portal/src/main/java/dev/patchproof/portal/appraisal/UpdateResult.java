package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Update;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One update judged.
 *
 * @param optIn whether it is a mitigation that is off unless somebody wants it
 * @param counted whether the two overall verdicts count it: all do but opt-in mitigations that the organisation does not
 *     require, and updates that no build, file or conclusive key can settle
 * @param layers all three, always
 * @param satisfiedBy the id of the proven successor that settles this one; empty where it was judged by itself
 */
public record UpdateResult(
        String updateId,
        List<String> aliases,
        String description,
        Update.Severity severity,
        List<String> cves,
        boolean optIn,
        boolean counted,
        UpdateVerdict verdict,
        Basis basis,
        Map<Layer, LayerAppraisal> layers,
        Optional<String> satisfiedBy) {
    private static final Set<ReasonCode> SWITCHED_OFF =
            EnumSet.of(ReasonCode.SWITCH_OFF, ReasonCode.SWITCH_NOT_SET, ReasonCode.SWITCH_IN_WRONG_PLACE);

    private static final Set<ReasonCode> NOT_COLLECTED = EnumSet.of(
            ReasonCode.CLAIM_NOT_COLLECTED,
            ReasonCode.FILE_NOT_COLLECTED,
            ReasonCode.SIGNATURE_NOT_COLLECTED,
            ReasonCode.MAPPINGS_NOT_COLLECTED,
            ReasonCode.SWITCH_NOT_COLLECTED);

    public UpdateResult {
        requireNonNull(updateId, "updateId");
        aliases = List.copyOf(aliases);
        requireNonNull(description, "description");
        requireNonNull(severity, "severity");
        cves = List.copyOf(cves);
        requireNonNull(verdict, "verdict");
        requireNonNull(basis, "basis");
        layers = Map.copyOf(layers);
        requireNonNull(satisfiedBy, "satisfiedBy");
        if (layers.size() != Layer.values().length) {
            throw new IllegalArgumentException("expected all three layers, found " + layers.keySet());
        }
    }

    /** Whether nothing could settle it, so that it is told and does not count. */
    public boolean informational() {
        return !counted && !optIn;
    }

    /** What the bookkeeping says. */
    public LayerResult claimed() {
        return requireNonNull(layers.get(Layer.CLAIMED)).result();
    }

    /** Whether a switch that is off keeps it from working, or will after the restart that installs it: no restart helps. */
    public boolean waitsForSwitch() {
        return switch (verdict) {
            case INSTALLED_NOT_IN_FORCE, CLAIMED_UNVERIFIED, PENDING_RESTART -> has(Layer.IN_FORCE, SWITCHED_OFF);
            case IN_FORCE,
                    FOUND_NOT_CLAIMED,
                    RESTART_TO_BE_SURE,
                    CLAIMED_NOT_FOUND,
                    MISSING,
                    COULD_NOT_CHECK,
                    NOT_APPLICABLE -> false;
        };
    }

    /** Whether a layer lacks something that was not looked at on the computer: the plan may be older than the catalog. */
    public boolean lacksObservations() {
        return layers.keySet().stream().anyMatch(layer -> has(layer, NOT_COLLECTED));
    }

    /** What raises a doubt though nothing contradicts the claim; empty where nothing does. */
    public List<Reason> doubts() {
        return reasons(Layer.ON_DISK)
                .filter(reason -> reason.code() == ReasonCode.CORE_FILE_OLDER_THAN_BUILD)
                .toList();
    }

    private boolean has(Layer layer, Set<ReasonCode> codes) {
        return reasons(layer).anyMatch(reason -> codes.contains(reason.code()));
    }

    private Stream<Reason> reasons(Layer layer) {
        return Stream.ofNullable(layers.get(layer)).flatMap(appraisal -> appraisal.reasons().stream());
    }

    /** The layers in their fixed order. */
    @Override
    public Map<Layer, LayerAppraisal> layers() {
        return new EnumMap<>(layers);
    }
}
