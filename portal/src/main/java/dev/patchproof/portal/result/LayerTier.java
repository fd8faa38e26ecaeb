package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.UpdateResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How far one layer of a result is to be trusted, over all updates that count. */
final class LayerTier {
    private LayerTier() {}

    /**
     * The worst that an update says on this layer; nothing where none says anything. An update that a proven successor
     * settles says nothing of its own, and neither does a layer that does not apply.
     */
    static TrustTier of(AttestationResult result, Layer layer) {
        List<TrustTier> tiers = counted(result)
                .filter(update -> update.satisfiedBy().isEmpty())
                .flatMap(update -> tier(update, layer).stream())
                .toList();
        return tiers.isEmpty() ? TrustTier.NONE : tiers.stream().reduce(TrustTier.AFFIRMING, TrustTier::worse);
    }

    /** The updates on which the verdict rests, apart from those folded under one that says the same. */
    static Stream<UpdateResult> counted(AttestationResult result) {
        return result.updates().stream().filter(UpdateResult::counted);
    }

    static LayerResult result(UpdateResult update, Layer layer) {
        return requireNonNull(update.layers().get(layer)).result();
    }

    private static Optional<TrustTier> tier(UpdateResult update, Layer layer) {
        return switch (result(update, layer)) {
            case TRUE -> Optional.of(TrustTier.AFFIRMING);
            case FALSE -> Optional.of(whereFalse(update));
            case UNKNOWN, ERROR, NOT_EVALUATED -> Optional.of(TrustTier.NONE);
            case NOT_APPLICABLE -> Optional.empty();
        };
    }

    /** A layer that says no is as bad as what comes of it: a list that lacks a proven fix only lacks it. */
    private static TrustTier whereFalse(UpdateResult update) {
        return switch (update.verdict()) {
            case CLAIMED_NOT_FOUND, MISSING -> TrustTier.CONTRAINDICATED;
            case INSTALLED_NOT_IN_FORCE, PENDING_RESTART ->
                update.waitsForSwitch() ? TrustTier.CONTRAINDICATED : TrustTier.WARNING;
            case IN_FORCE, FOUND_NOT_CLAIMED, RESTART_TO_BE_SURE, COULD_NOT_CHECK, CLAIMED_UNVERIFIED, NOT_APPLICABLE ->
                TrustTier.WARNING;
        };
    }
}
