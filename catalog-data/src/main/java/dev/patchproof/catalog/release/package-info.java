/**
 * A catalog release: one file that carries a state of the catalog from whoever makes it to a portal, over a network or
 * by hand, and proves where it comes from.
 *
 * <p>The file is a zip: {@code release.json}, the manifest; {@code release.jws}, a JWS over the manifest's bytes with the
 * payload detached (RFC 7515, appendix F), absent where nobody signed; {@code catalog/...}, the files of the catalog
 * directory as they are; {@code quarantine.json}, what the importers did not believe, where there is such a report. The
 * manifest holds the digest of everything else, so that the signature covers it all and does not depend on how it is
 * packed. The same directory, day and sequence number give the same bytes on the same Java; names and times of entries
 * are fixed.
 *
 * <p>One direction: {@code ReleaseReader} takes bytes apart within limits, {@code CatalogKeys} verifies signature and
 * digests and gives a {@link dev.patchproof.catalog.release.TrustedRelease}, and only from that comes a {@link
 * dev.patchproof.catalog.Catalog}. {@code CatalogDiff} compares catalogs, {@code CatalogCounts} and {@code MissingMonths}
 * say what is in one and what is not.
 *
 * <p>Depends on the model, the reader, Jackson and, in {@code CatalogKeys} and {@code CatalogSigner}, jose4j. No clock,
 * log or configuration enters; which keys are trusted and which release is too old is the caller's to say.
 */
@NullMarked
package dev.patchproof.catalog.release;

import org.jspecify.annotations.NullMarked;
