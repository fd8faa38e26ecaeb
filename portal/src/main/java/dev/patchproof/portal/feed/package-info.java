/**
 * Feeds: published data that the portal fetches on schedule and imports itself, with the importers of the catalog tool.
 *
 * <p>One direction: {@code FeedImports} sees what is due; a {@code FeedSource} gets the documents that are newer ({@code
 * MsrcMonths}, {@code DebianSuite}, {@code OneDocument}), within the bounds of {@code ...portal.download}; {@code FeedBuild}
 * imports the documents of all feeds over the catalog that came from elsewhere, in a folder of its own, and has the strict
 * reader check the whole; {@code CatalogInUse} swaps it for the one in use. What fails anywhere on the way changes
 * nothing: the last good documents and the catalog made of them stay, after a restart too, and the reason stands on the
 * administrator's page.
 *
 * <p><b>What vouches for it.</b> No key of a publisher signs what a feed brings. The address is the administrator's, and
 * TLS says that the answer comes from there; that is all, so an address without TLS has to be allowed in as many words.
 * A Debian suite's index must be the one that the suite's {@code InRelease} names by its SHA-256, of the right codename
 * and not past its {@code Valid-Until}, and is as of the day that {@code InRelease} gives: a mirror that stopped gets
 * stale, and does not make old facts new. Its OpenPGP signature is not checked.
 *
 * <p><b>Beside releases.</b> The documents, not what was made of them, are what is kept. A release replaces everything
 * that was fetched before its day; what was fetched on that day or later is imported again, over the release. Whether a
 * release is too old is asked of the releases before it and of the portal's own catalog, not of feeds. A file of the
 * catalog never becomes one of an earlier day. Without feeds configured nothing of an earlier import is used: nobody
 * vouches for it any more. The catalog that results has a digest of its own, as every catalog does, and each result
 * records it.
 *
 * <p>{@code FeedFolder} holds what outlives the process: documents by their digest, and one small file that names those in
 * use, replaced at once. A catalog is made anew where the one made of the same is not kept any more.
 *
 * <p>Depends on the importers, on {@code release}, {@code download} and {@code home}. To add an importer: its constant of
 * {@code FeedKind} and, where one address is not enough, a {@code FeedSource}.
 */
@NullMarked
package dev.patchproof.portal.feed;

import org.jspecify.annotations.NullMarked;
