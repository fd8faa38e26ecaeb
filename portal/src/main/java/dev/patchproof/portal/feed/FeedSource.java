package dev.patchproof.portal.feed;

import dev.patchproof.catalog.importer.ImportRequest;
import dev.patchproof.portal.download.DownloadException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Which documents a feed is made of, and what its importer is asked. */
interface FeedSource {
    /** Where it looks, for an administrator. */
    String address();

    /** All documents that the feed is made of now: those at hand where nothing is newer. */
    Found look(FeedVisit visit) throws DownloadException, FeedException;

    /**
     * What to import.
     *
     * @param place where the file of a document is
     * @param catalog the directory of the files that the importer works on
     */
    ImportRequest request(List<KeptDocument> documents, Function<KeptDocument, Path> place, Path catalog);

    /** Whether a file of the catalog is one that this importer writes. */
    boolean writes(String fileName);

    /**
     * What came of a look.
     *
     * @param failures what did not come though it should, in words
     */
    record Found(List<KeptDocument> documents, List<String> failures) {
        public Found {
            documents = List.copyOf(documents);
            failures = List.copyOf(failures);
        }

        static Found all(List<KeptDocument> documents) {
            return new Found(documents, List.of());
        }
    }
}
