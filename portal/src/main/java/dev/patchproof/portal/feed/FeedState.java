package dev.patchproof.portal.feed;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A feed as an administrator sees it.
 *
 * @param importer as the catalog tool names it
 * @param address where it looks
 * @param overTls whether TLS says where its data comes from; else nothing does
 * @param inUse whether anything of it is in the catalog in use
 * @param last the last look; empty before the first
 */
public record FeedState(
        String name, String importer, String address, boolean overTls, boolean inUse, Optional<FeedReport> last) {
    public FeedState {
        requireNonNull(name, "name");
        requireNonNull(importer, "importer");
        requireNonNull(address, "address");
        requireNonNull(last, "last");
    }
}
