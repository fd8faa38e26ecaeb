package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a document says, or several: rows and the vulnerabilities that each fixes.
 *
 * @param document file name, for the quarantine
 * @param rows those of products that could be Windows, with what they fix
 * @param otherProducts names of products that are not Windows itself, with the number of their entries
 * @param dates of each month
 */
record MsrcFacts(
        String document,
        SortedMap<MsrcRow, Fixed> rows,
        SortedMap<String, Integer> otherProducts,
        SortedMap<YearMonth, Dates> dates,
        Quarantine quarantine) {
    MsrcFacts {
        requireNonNull(document, "document");
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        otherProducts = Collections.unmodifiableSortedMap(new TreeMap<>(otherProducts));
        dates = Collections.unmodifiableSortedMap(new TreeMap<>(dates));
        requireNonNull(quarantine, "quarantine");
    }

    /**
     * Vulnerabilities that an update fixes in a product, each with the vendor's rating there.
     *
     * @param severities such as {@code critical}, {@code unrated}
     */
    record Fixed(SortedMap<String, String> severities) {
        static final Fixed NOTHING_NAMED = new Fixed(Collections.emptySortedMap());

        Fixed {
            severities = Collections.unmodifiableSortedMap(new TreeMap<>(severities));
        }

        Fixed plus(Fixed other) {
            SortedMap<String, String> both = new TreeMap<>(severities);
            other.severities.forEach((cve, severity) -> both.merge(cve, severity, MsrcSeverity::worse));
            return new Fixed(both);
        }
    }

    /** Day of the month's release, and day of the document's last change. */
    record Dates(LocalDate released, LocalDate asOf) {
        Dates {
            requireNonNull(released, "released");
            requireNonNull(asOf, "asOf");
        }
    }
}
