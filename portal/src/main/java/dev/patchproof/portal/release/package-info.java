/**
 * Catalog releases in use: the catalog that this portal was built with, a directory of the administrator's, or the last
 * good release that somebody brought.
 *
 * <p>One direction: a release file comes by command, by the folder {@code catalog-incoming}, by the administrator's page
 * or over HTTP ({@code CatalogFetch}); {@code Releases} takes it apart, {@code ReleaseRules} says whether this portal
 * trusts it and whether it is new enough, {@code ReleaseFolder} keeps it, and {@code CatalogInUse} swaps one immutable
 * {@link dev.patchproof.portal.release.CatalogSnapshot} for the next. What fails anywhere on the way changes nothing: the
 * snapshot in use stays in use, after a restart too. A request takes the snapshot once and goes on with it.
 *
 * <p>What the portal imports itself lies over that: {@code Overlay} is the port, {@code ...portal.feed} behind it, {@link
 * dev.patchproof.portal.release.Underlying} what it lies over. Rules about releases are asked of what is beneath.
 *
 * <p>Depends on the catalog, its reader and its releases, on {@code download}, and on {@code home} for settings, clock and
 * folders. Without configured keys no release is ever taken; no key comes with the portal. A catalog with any problem is
 * refused with all its problems; nothing of it is skipped, because an update that silently is not there looks like a
 * computer that is up to date.
 */
@NullMarked
package dev.patchproof.portal.release;

import org.jspecify.annotations.NullMarked;
