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
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
    private static final List<String> TABLES =
            List.of("text/csv", "text/plain", "application/octet-stream", "application/vnd.ms-excel");
    private static final Pattern KB = Pattern.compile("KB[1-9][0-9]{5,7}");
    private static final Pattern MONTH = Pattern.compile("msrc-[0-9]{4}-[0-9]{2}\\.json");

    private final String name;
    private final URI address;
    private final List<String> types;
    private final Map<ImportOption, List<String>> options;
    private final Predicate<String> writes;
    private final boolean isDated;

    private OneDocument(
            String name,
            URI address,
            List<String> types,
            Map<ImportOption, List<String>> options,
            Predicate<String> writes,
            boolean isDated) {
        this.name = name;
        this.address = address;
        this.types = types;
        this.options = options;
        this.writes = writes;
        this.isDated = isDated;
    }

    /** What Debian's security tracker says of one suite. */
    static FeedSource tracker(Settings.Feed settings) {
        List<String> suites = suites(settings);
        if (suites.size() > 1) {
            throw new IllegalArgumentException("expected one suite, found " + suites);
        }
        return ofSuites("tracker", settings, suites, false);
    }

    /** Ubuntu's notices. */
    static FeedSource ubuntu(Settings.Feed settings) {
        return ofSuites("usn", settings, suites(settings), true);
    }

    /** One advisory; its file has a folder of its own, whatever else the catalog holds. */
    static FeedSource advisory(Settings.Feed settings) {
        return new OneDocument("advisory", URI.create(settings.url()), TYPES, Map.of(), file -> false, false);
    }

    /** Microsoft's list of the files of one update, which another feed or the catalog brings. */
    static FeedSource fileList(Settings.Feed settings) {
        String kb = settings.kb().orElse("nothing");
        if (!KB.matcher(kb).matches()) {
            throw new IllegalArgumentException("expected kb such as KB5034122, found " + kb);
        }
        return new OneDocument(
                kb + ".csv",
                URI.create(settings.url()),
                TABLES,
                Map.of(ImportOption.KB, List.of(kb)),
                file -> MONTH.matcher(file).matches(),
                false);
    }

    private static OneDocument ofSuites(String name, Settings.Feed settings, List<String> suites, boolean isDated) {
        return new OneDocument(
                name,
                URI.create(settings.url()),
                TYPES,
                Map.of(ImportOption.SUITE, suites),
                file -> suites.stream().anyMatch(suite -> file.equals(suite + ".json")),
                isDated);
    }

    private static List<String> suites(Settings.Feed settings) {
        List<String> suites = settings.suite().orElse(List.of());
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("expected suite such as bookworm-security, found none");
        }
        suites.forEach(Suite::new);
        return suites;
    }

    @Override
    public String address() {
        return address.toString();
    }

    @Override
    public Found look(FeedVisit visit) throws DownloadException, FeedException {
        KeptDocument document = visit.get(name, address, types);
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
        Map<ImportOption, List<String>> all = new EnumMap<>(ImportOption.class);
        all.putAll(options);
        if (isDated) {
            all.put(
                    ImportOption.AS_OF,
                    documents.stream()
                            .flatMap(document -> document.asOf().stream())
                            .map(Object::toString)
                            .toList());
        }
        return new ImportRequest(documents.stream().map(place).toList(), all, catalog);
    }

    @Override
    public boolean writes(String fileName) {
        return writes.test(fileName);
    }
}
