package dev.patchproof.portal.feed;

import dev.patchproof.catalog.importer.ImportOption;
import dev.patchproof.catalog.importer.ImportRequest;
import dev.patchproof.catalog.importer.Suite;
import dev.patchproof.portal.download.DownloadException;
import dev.patchproof.portal.download.PatientDownload;
import dev.patchproof.portal.home.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A feed whose address is that of its one document. */
final class OneDocument implements FeedSource {
    private static final List<String> TYPES = List.of(
            "application/json",
            "text/plain",
            "application/octet-stream",
            "application/x-xz",
            "application/x-bzip2",
            "application/gzip",
            PatientDownload.NO_TYPE);

    private final String name;
    private final URI address;
    private final List<String> suites;
    private final boolean isDated;

    private OneDocument(String name, Settings.Feed settings, boolean isDated) {
        this.name = name;
        this.isDated = isDated;
        address = URI.create(settings.url());
        suites = settings.suite().orElse(List.of());
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("expected suite such as bookworm-security, found none");
        }
        suites.forEach(Suite::new);
    }

    /** What Debian's security tracker says of one suite. */
    static FeedSource tracker(Settings.Feed settings) {
        OneDocument tracker = new OneDocument("tracker", settings, false);
        if (tracker.suites.size() > 1) {
            throw new IllegalArgumentException("expected one suite, found " + tracker.suites);
        }
        return tracker;
    }

    /** Ubuntu's notices. */
    static FeedSource ubuntu(Settings.Feed settings) {
        return new OneDocument("usn", settings, true);
    }

    @Override
    public String address() {
        return address.toString();
    }

    @Override
    public Found look(FeedVisit visit) throws DownloadException, FeedException {
        KeptDocument document = visit.get(name, address, TYPES);
        if (isDated && document.asOf().isEmpty()) {
            throw visit.refused("expected the server to say when the document last changed (Last-Modified), found"
                    + " nothing: how old its facts are could not be told");
        }
        if (isDated && document.asOf().get().isAfter(visit.today().plusDays(1))) {
            throw visit.refused("expected a document that last changed on a day that has come, found "
                    + document.asOf().get());
        }
        if (document.asOf().isPresent()) {
            visit.requireNotEarlier(name, document.asOf().get());
        }
        return Found.all(List.of(document));
    }

    @Override
    public ImportRequest request(List<KeptDocument> documents, Function<KeptDocument, Path> place, Path catalog) {
        Map<ImportOption, List<String>> options = new EnumMap<>(ImportOption.class);
        options.put(ImportOption.SUITE, suites);
        if (isDated) {
            options.put(
                    ImportOption.AS_OF,
                    documents.stream()
                            .flatMap(document -> document.asOf().stream())
                            .map(Object::toString)
                            .toList());
        }
        return new ImportRequest(documents.stream().map(place).toList(), options, catalog);
    }

    @Override
    public boolean writes(String fileName) {
        return suites.stream().anyMatch(suite -> fileName.equals(suite + ".json"));
    }
}
