package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.MsrcFacts.Dates;
import dev.patchproof.catalog.importer.MsrcFacts.Fixed;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Gathers rows while a document streams by. Keeps one entry per update and product, whatever number of vulnerabilities
 * names them; of products that are not Windows only a count.
 */
final class MsrcCollector {
    private static final Pattern PADDED = Pattern.compile("(?:[\\d.]*\\.)?0\\d[\\d.]*");

    private final String document;
    private final Map<MsrcRow, SortedMap<String, String>> rows = new HashMap<>();
    private final SortedMap<String, Integer> otherProducts = new TreeMap<>();
    private final SortedMap<YearMonth, Dates> dates = new TreeMap<>();
    private final QuarantineLog quarantine;

    MsrcCollector(String document) {
        this.document = document;
        this.quarantine = new QuarantineLog(document);
    }

    void dates(YearMonth month, Dates of) {
        dates.put(month, of);
    }

    /**
     * One entry.
     *
     * @param cve empty where the document only counts them
     */
    void add(MsrcRow row, String cve, String severity) {
        if (!WindowsReleases.isWindows(row.product())) {
            otherProducts.merge(row.product(), 1, Integer::sum);
            if (PADDED.matcher(row.fixedBuild()).matches()) {
                reject(
                        row.kb(),
                        Defect.LEADING_ZEROS,
                        row.product() + ": " + row.fixedBuild(),
                        "numbers without zeros in front");
            }
            return;
        }
        SortedMap<String, String> fixed = rows.computeIfAbsent(row, none -> new TreeMap<>());
        if (!cve.isEmpty()) {
            fixed.merge(cve, severity, MsrcSeverity::worse);
        }
    }

    /** An entry, or a part of one, that is left out. */
    void reject(String subject, Defect defect, String found, String expected) {
        quarantine.reject(subject, defect, found, expected);
    }

    MsrcFacts facts() {
        SortedMap<MsrcRow, Fixed> all = new TreeMap<>();
        rows.forEach((row, severities) -> all.put(row, new Fixed(severities)));
        return new MsrcFacts(document, all, otherProducts, dates, quarantine.quarantine());
    }
}
