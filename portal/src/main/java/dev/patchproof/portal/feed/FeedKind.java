package dev.patchproof.portal.feed;

import dev.patchproof.portal.home.Settings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Importers that a feed can have, in the order in which they are run: lists of files add to what months made, the tracker to packages. */
enum FeedKind {
    MSRC_CVRF("windows"),
    MS_FILE_CSV("windows"),
    DEBIAN_PACKAGES("debian"),
    DEBIAN_TRACKER("debian"),
    UBUNTU_USN("ubuntu"),
    CSAF("advisories");

    private final String folder;

    FeedKind(String folder) {
        this.folder = folder;
    }

    /** As the catalog tool names it. */
    String importer() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Folder of the catalog for its files, where none has any yet. */
    String folder() {
        return folder;
    }

    static Optional<FeedKind> named(String importer) {
        return Arrays.stream(values())
                .filter(kind -> kind.importer().equals(importer))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(FeedKind::importer).collect(Collectors.joining(", "));
    }

    /**
     * Where its documents are.
     *
     * @throws IllegalArgumentException with what was expected of which setting, and what was found
     */
    FeedSource source(Settings.Feed settings) {
        return switch (this) {
            case MSRC_CVRF -> new MsrcMonths(settings);
            case MS_FILE_CSV -> OneDocument.fileList(settings);
            case DEBIAN_PACKAGES -> new DebianSuite(settings);
            case DEBIAN_TRACKER -> OneDocument.tracker(settings);
            case UBUNTU_USN -> OneDocument.ubuntu(settings);
            case CSAF -> OneDocument.advisory(settings);
        };
    }
}
