package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One thing in published data that was not believed, or not wholly.
 *
 * @param document file name of the document, without its folder: the same document gives the same report anywhere
 * @param subject KB number, advisory or the like; empty where the entry names none
 * @param found as the document has it
 * @param expected what would have been taken
 */
public record QuarantineEntry(
        String document, String subject, Defect defect, String found, String expected, Outcome outcome)
        implements Comparable<QuarantineEntry> {
    private static final Comparator<QuarantineEntry> ORDER = Comparator.comparing(QuarantineEntry::document)
            .thenComparing(QuarantineEntry::subject)
            .thenComparing(QuarantineEntry::defect)
            .thenComparing(QuarantineEntry::found)
            .thenComparing(QuarantineEntry::expected)
            .thenComparing(QuarantineEntry::outcome);

    public QuarantineEntry {
        requireNonNull(document, "document");
        requireNonNull(subject, "subject");
        requireNonNull(defect, "defect");
        requireNonNull(found, "found");
        requireNonNull(expected, "expected");
        requireNonNull(outcome, "outcome");
    }

    @Override
    public int compareTo(QuarantineEntry other) {
        return ORDER.compare(this, other);
    }

    /** What became of the entry. */
    public enum Outcome {
        /** The entry, or the part of it that is named, is not in the catalog. */
        REJECTED,
        /** It is in the catalog; what was found is recorded here. */
        IMPORTED_WITH_DOUBT
    }
}
