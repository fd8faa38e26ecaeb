package dev.patchproof.catalog.importer;

import java.util.List;
import java.util.Locale;

/** The vendor's ratings as the catalog writes them. */
final class MsrcSeverity {
    static final String UNRATED = "unrated";
    private static final List<String> WORST_FIRST = List.of("critical", "important", "moderate", "low", UNRATED);

    private MsrcSeverity() {}

    /** A rating that is not one of the four counts as none. */
    static String of(String text) {
        String severity = text.strip().toLowerCase(Locale.ROOT);
        return WORST_FIRST.contains(severity) ? severity : UNRATED;
    }

    static String worse(String left, String right) {
        return WORST_FIRST.indexOf(left) <= WORST_FIRST.indexOf(right) ? left : right;
    }
}
