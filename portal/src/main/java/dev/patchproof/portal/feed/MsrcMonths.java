package dev.patchproof.portal.feed;

import dev.patchproof.catalog.importer.ImportException;
import dev.patchproof.catalog.importer.ImportRequest;
import dev.patchproof.catalog.importer.Imported;
import dev.patchproof.catalog.importer.Importers;
import dev.patchproof.catalog.importer.MsrcMonth;
import dev.patchproof.portal.download.DownloadException;
import dev.patchproof.portal.download.DownloadException.Reason;
import dev.patchproof.portal.home.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Monthly documents of MSRC. Those of this month and the one before are looked at each time, as they are still revised; of
 * the months before, those that neither the catalog nor an earlier look has. One that cannot be had or read is left out, or
 * stays as it was, and is told; the others are taken.
 */
final class MsrcMonths implements FeedSource {
    /** In the address: the month, as MSRC writes it ({@code 2026-Feb}). */
    static final String MONTH = "{month}";

    private static final List<String> TYPES = List.of("application/xml", "text/xml", "application/octet-stream");
    /** Microsoft publishes in the morning of its west coast, which elsewhere is the next day already. */
    private static final int DAYS_TO_APPEAR = 2;

    private final String template;
    private final int months;

    MsrcMonths(Settings.Feed settings) {
        template = settings.url();
        months = settings.months();
        if (!template.contains(MONTH)) {
            throw new IllegalArgumentException("expected url with " + MONTH + " in it, found '" + template + "'");
        }
        if (months < 2) {
            throw new IllegalArgumentException("expected months of 2 or more, found " + months);
        }
        if (settings.suite().isPresent()) {
            throw new IllegalArgumentException("expected no suite, found one");
        }
    }

    @Override
    public String address() {
        return template;
    }

    @Override
    public Found look(FeedVisit visit) {
        YearMonth now = YearMonth.from(visit.today());
        List<KeptDocument> documents = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        boolean goOn = true;
        for (YearMonth month = now; month.isAfter(now.minusMonths(months)); month = month.minusMonths(1)) {
            Optional<KeptDocument> kept = visit.kept(name(month));
            boolean wanted = month.isAfter(now.minusMonths(2)) || (kept.isEmpty() && !visit.isInCatalog(file(month)));
            if (!goOn || !wanted) {
                kept.ifPresent(documents::add);
                continue;
            }
            try {
                documents.add(get(visit, month, kept));
            } catch (ImportException unreadable) {
                kept.ifPresent(documents::add);
                failures.add(MsrcMonth.name(month) + ": " + unreadable.reason() + ": "
                        + FeedFolder.plain(String.valueOf(unreadable.getMessage())));
            } catch (FeedException earlier) {
                kept.ifPresent(documents::add);
                failures.add(MsrcMonth.name(month) + ": " + earlier.getMessage());
            } catch (DownloadException failed) {
                kept.ifPresent(documents::add);
                if (!isStillToCome(month, failed.reason(), visit.today())) {
                    failures.add(MsrcMonth.name(month) + ": " + failed.reason() + ": " + failed.getMessage());
                    goOn = !failed.reason().passing() && failed.reason() != Reason.STOPPED;
                }
            }
        }
        documents.sort(Comparator.comparing(document -> month(document.name())));
        return new Found(documents, failures);
    }

    private KeptDocument get(FeedVisit visit, YearMonth month, Optional<KeptDocument> kept)
            throws DownloadException, FeedException, ImportException {
        URI address = URI.create(template.replace(MONTH, MsrcMonth.name(month)));
        KeptDocument document = visit.get(name(month), address, TYPES);
        if (document.asOf().isPresent()) {
            visit.requireNotEarlier(document.name(), document.asOf().get());
        }
        if (kept.filter(before -> before.sha256().equals(document.sha256())).isEmpty()) {
            requireReadable(document, month, visit);
        }
        return document;
    }

    /** By itself, so that one that cannot be read keeps no other month out of the catalog. */
    private void requireReadable(KeptDocument document, YearMonth month, FeedVisit visit) throws ImportException {
        Path nowhere = visit.file(document).resolveSibling("none");
        Imported alone = Importers.named(FeedKind.MSRC_CVRF.importer())
                .orElseThrow()
                .read(request(List.of(document), visit::file, nowhere));
        if (!alone.files().isEmpty() && !alone.files().containsKey(file(month))) {
            throw new ImportException(
                    ImportException.Reason.MALFORMED_DOCUMENT,
                    document.name() + ": expected the document of " + MsrcMonth.name(month) + ", found one that makes "
                            + alone.files().keySet());
        }
    }

    private static boolean isStillToCome(YearMonth month, Reason reason, LocalDate today) {
        return reason == Reason.NOT_THERE
                && today.isBefore(MsrcMonth.release(month).plusDays(DAYS_TO_APPEAR));
    }

    @Override
    public ImportRequest request(List<KeptDocument> documents, Function<KeptDocument, Path> place, Path catalog) {
        return new ImportRequest(documents.stream().map(place).toList(), Map.of(), catalog);
    }

    @Override
    public boolean writes(String fileName) {
        return fileName.matches("msrc-\\d{4}-\\d\\d\\.json");
    }

    private static String name(YearMonth month) {
        return MsrcMonth.name(month) + ".xml";
    }

    private static String file(YearMonth month) {
        return "msrc-" + month + ".json";
    }

    private static YearMonth month(String name) {
        return MsrcMonth.parse(name.substring(0, name.indexOf('.'))).orElseThrow();
    }
}
