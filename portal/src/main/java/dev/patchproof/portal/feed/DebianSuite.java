package dev.patchproof.portal.feed;

import dev.patchproof.catalog.importer.ImportOption;
import dev.patchproof.catalog.importer.ImportRequest;
import dev.patchproof.catalog.importer.Suite;
import dev.patchproof.portal.download.DownloadException;
import dev.patchproof.portal.download.PatientDownload;
import dev.patchproof.portal.home.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A {@code -security} suite of a Debian archive: {@code InRelease} in the suite's folder says which indexes belong
 * together and of which day they are; an index that is not the one it names is refused.
 */
final class DebianSuite implements FeedSource {
    private static final String IN_RELEASE = "InRelease";
    private static final List<String> TYPES = List.of(
            "application/octet-stream",
            "application/x-xz",
            "text/plain",
            "application/pgp-signature",
            "application/pgp-encrypted",
            PatientDownload.NO_TYPE);

    private final String folder;
    private final Suite suite;
    private final List<String> architectures;

    DebianSuite(Settings.Feed settings) {
        folder = settings.url().endsWith("/") ? settings.url() : settings.url() + "/";
        List<String> suites = settings.suite().orElse(List.of());
        if (suites.size() != 1) {
            throw new IllegalArgumentException("expected one suite such as bookworm-security, found " + suites);
        }
        suite = new Suite(suites.get(0));
        architectures = List.copyOf(settings.architectures());
        for (String architecture : architectures) {
            if (!List.of("amd64", "arm64", "i386").contains(architecture)) {
                throw new IllegalArgumentException(
                        "expected architectures out of amd64, arm64 and i386, found '" + architecture + "'");
            }
        }
    }

    @Override
    public String address() {
        return folder;
    }

    @Override
    public Found look(FeedVisit visit) throws DownloadException, FeedException {
        KeptDocument release = visit.get(IN_RELEASE, URI.create(folder + IN_RELEASE), TYPES);
        InRelease says = checked(release, visit);
        LocalDate day = LocalDate.ofInstant(says.date(), ZoneOffset.UTC);
        visit.requireNotEarlier(IN_RELEASE, day);
        List<KeptDocument> documents = new ArrayList<>();
        documents.add(release.asOf(day));
        for (String architecture : architectures) {
            documents.add(index(architecture, says, visit).asOf(day));
        }
        return Found.all(documents);
    }

    private InRelease checked(KeptDocument release, FeedVisit visit) throws FeedException {
        InRelease says;
        try {
            says = InRelease.read(visit.file(release));
        } catch (IOException notOne) {
            throw visit.refused(IN_RELEASE + ": " + notOne.getMessage());
        }
        if (!says.codename().equals(suite.name())) {
            throw visit.refused(
                    IN_RELEASE + ": expected Codename " + suite.name() + ", found '" + says.codename() + "'");
        }
        if (says.date().isAfter(visit.now().plusSeconds(86_400))) {
            throw visit.refused(IN_RELEASE + ": expected a day that has come, found " + says.date());
        }
        Optional<Instant> until = says.validUntil();
        if (until.isPresent() && until.get().isBefore(visit.now())) {
            throw visit.refused(IN_RELEASE + ": expected one that still holds, found it valid until " + until.get()
                    + ": the mirror does not get new ones any more");
        }
        return says;
    }

    private KeptDocument index(String architecture, InRelease says, FeedVisit visit)
            throws DownloadException, FeedException {
        String path = "main/binary-" + architecture + "/Packages.xz";
        String expected = says.sha256().getOrDefault(path, "");
        if (expected.isEmpty()) {
            throw visit.refused(IN_RELEASE + ": expected the SHA256 of " + path + ", found none");
        }
        String name = name(architecture);
        Optional<KeptDocument> atHand =
                visit.kept(name).filter(kept -> kept.sha256().equals(expected));
        if (atHand.isPresent()) {
            return atHand.get().confirmed(visit.today());
        }
        KeptDocument index = visit.get(name, URI.create(folder + path), TYPES);
        if (!index.sha256().equals(expected)) {
            throw visit.refused(path + ": expected SHA256 " + expected + " as " + IN_RELEASE + " says, found "
                    + index.sha256() + "; the mirror was at work, or the file was cut or altered");
        }
        return index;
    }

    @Override
    public ImportRequest request(List<KeptDocument> documents, Function<KeptDocument, Path> place, Path catalog) {
        List<KeptDocument> indexes = documents.stream()
                .filter(document -> !document.name().equals(IN_RELEASE))
                .toList();
        List<String> pairs = new ArrayList<>();
        for (String architecture : architectures) {
            indexes.stream()
                    .filter(index -> index.name().equals(name(architecture)))
                    .forEach(index -> pairs.add(architecture + "=" + place.apply(index)));
        }
        Map<ImportOption, List<String>> options = new EnumMap<>(ImportOption.class);
        options.put(ImportOption.SUITE, List.of(suite.name()));
        options.put(ImportOption.ARCHITECTURE, pairs);
        options.put(
                ImportOption.AS_OF,
                indexes.stream()
                        .flatMap(index -> index.asOf().stream())
                        .map(LocalDate::toString)
                        .distinct()
                        .toList());
        return new ImportRequest(List.of(), options, catalog);
    }

    @Override
    public boolean writes(String fileName) {
        return fileName.equals(suite.name() + ".json");
    }

    private static String name(String architecture) {
        return "Packages-" + architecture + ".xz";
    }
}
