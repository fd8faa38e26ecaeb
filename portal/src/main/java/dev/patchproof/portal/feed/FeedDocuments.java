package dev.patchproof.portal.feed;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A feed and the documents of it that are to be imported. */
record FeedDocuments(ConfiguredFeed feed, List<KeptDocument> documents) {
    FeedDocuments {
        requireNonNull(feed, "feed");
        documents = List.copyOf(documents);
    }
}
