package dev.patchproof.portal.feed;

import dev.patchproof.catalog.importer.ImportRequest;
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
 * the months before, those that neither the catalog nor an earlier look has.
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
    public Found look(FeedVisit visit) throws DownloadException, FeedException {
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
                documents.add(get(visit, month));
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

    private KeptDocument get(FeedVisit visit, YearMonth month) throws DownloadException, FeedException {
        return visit.get(name(month), URI.create(template.replace(MONTH, MsrcMonth.name(month))), TYPES);
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
