package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsFileFact;
import java.time.Instant;
import java.util.Optional;

/** What is known of a file that is there. */
final class InstalledFile {
    private InstalledFile() {}

    /** Empty where the file is not there or could not be read. */
    static Optional<WindowsFileFact> of(Evidence evidence, String path) {
        return evidence.find(new Query.WindowsFile(path))
                .<Optional<WindowsFileFact>>fold(
                        Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    /** The version of its own bytes; empty where that is none. */
    static Optional<WindowsVersion> version(WindowsFileFact file) {
        return file.fixedVersion()
                .<Optional<WindowsVersion>>fold(
                        InstalledFile::parse, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    static Optional<WindowsVersion> parse(String text) {
        try {
            return Optional.of(WindowsVersion.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** When the file came, as its times say, which programs set: the later of creation here and its own modification. */
    static Instant datedAt(WindowsFileFact file) {
        return file.created().isAfter(file.modified()) ? file.created() : file.modified();
    }

    /** When the file system last changed the entry, which programs do not set; empty where it is not known. */
    static Optional<Instant> changedAt(WindowsFileFact file) {
        return file.changedAt()
                .<Optional<Instant>>fold(
                        Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }
}
