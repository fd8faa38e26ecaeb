package dev.patchproof.portal.release;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.release.ReleaseManifest;
import java.util.List;
import java.util.Optional;

/**
 * One state of the catalog, as it was taken into use. Immutable: who holds it judges by one catalog throughout.
 *
 * @param source where it came from, in words
 * @param manifest of the release; empty for the catalog that the portal was built with and for a directory
 * @param signedBy thumbprint of the key that signed the release
 * @param quarantine what its importers did not believe, JSON; empty where there is no report
 * @param feeds names of the feeds that this portal imported into it: nobody signed what they brought. Where there are
 *     any, it is no release: manifest and signer are those of none
 */
public record CatalogSnapshot(
        Catalog catalog,
        String source,
        Optional<ReleaseManifest> manifest,
        Optional<String> signedBy,
        Optional<String> quarantine,
        List<String> feeds) {
    public CatalogSnapshot {
        requireNonNull(catalog, "catalog");
        requireNonNull(source, "source");
        requireNonNull(manifest, "manifest");
        requireNonNull(signedBy, "signedBy");
        requireNonNull(quarantine, "quarantine");
        feeds = List.copyOf(feeds);
        if (!feeds.isEmpty() && (manifest.isPresent() || signedBy.isPresent())) {
            throw new IllegalArgumentException("expected no manifest and no signer of what was imported here");
        }
    }

    /** What its importers did not believe, in short; empty where it has no report. */
    public Optional<QuarantineSummary> quarantineSummary() {
        return quarantine.map(QuarantineSummary::of);
    }

    /** Digest of the catalog, which every result repeats. */
    public String release() {
        return catalog.release();
    }
}
