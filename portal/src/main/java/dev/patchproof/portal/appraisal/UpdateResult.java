package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Update;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One update judged.
 *
 * @param layers all three, always
 * @param satisfiedBy the id of the proven successor that settles this one; empty where it was judged by itself
 */
public record UpdateResult(
        String updateId,
        List<String> aliases,
        String description,
        Update.Severity severity,
        List<String> cves,
        UpdateVerdict verdict,
        Basis basis,
        Map<Layer, LayerAppraisal> layers,
        Optional<String> satisfiedBy) {
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

    /** The layers in their fixed order. */
    @Override
    public Map<Layer, LayerAppraisal> layers() {
        return new EnumMap<>(layers);
    }
}
