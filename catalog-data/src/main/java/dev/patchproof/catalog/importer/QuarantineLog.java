package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Where one stage of an import writes what it does not believe of one document. */
final class QuarantineLog {
    private final String document;
    private final List<QuarantineEntry> entries = new ArrayList<>();

    QuarantineLog(String document) {
        this.document = requireNonNull(document, "document");
    }

    /** The entry, or the part of it named, is left out. */
    void reject(String subject, Defect defect, String found, String expected) {
        entries.add(new QuarantineEntry(document, subject, defect, found, expected, Outcome.REJECTED));
    }

    /** The entry is taken as {@code expected} says. */
    void doubt(String subject, Defect defect, String found, String expected) {
        entries.add(new QuarantineEntry(document, subject, defect, found, expected, Outcome.IMPORTED_WITH_DOUBT));
    }

    Quarantine quarantine() {
        return Quarantine.of(entries);
    }
}
