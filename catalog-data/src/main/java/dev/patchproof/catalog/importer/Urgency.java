package dev.patchproof.catalog.importer;

import java.util.Locale;
import java.util.Map;

/** Debian's urgency of a vulnerability, and the catalog's severity for it. */
enum Urgency {
    UNRATED(""),
    LOW("low"),
    MEDIUM("moderate"),
    HIGH("important");

    private static final Map<String, Urgency> RATED = Map.of("low", LOW, "medium", MEDIUM, "high", HIGH);

    private final String severity;

    Urgency(String severity) {
        this.severity = severity;
    }

    /** Of the tracker's word; a trailing {@code **} says that it was guessed from elsewhere. */
    static Urgency of(String word) {
        return RATED.getOrDefault(word.replace("*", "").toLowerCase(Locale.ROOT), UNRATED);
    }

    /** As the catalog writes it; empty where it is not rated. */
    String severity() {
        return severity;
    }
}
