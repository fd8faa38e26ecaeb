package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The files of one package, compared on the computer with the record that dpkg keeps there.
 *
 * @param recordDigest sha256 of the record itself (info/*.md5sums), lower-case hex
 * @param recorded entries in the record
 * @param matching files whose digest is the recorded one
 * @param excluded files that do not count against the package
 * @param differing every other file, each with what is wrong with it; matching + excluded + differing = recorded
 * @param strayLinks links by which programs find the package's libraries ({@code libz.so.1}) and that lead to no file of
 *     the package; dpkg lists links and keeps no record of where they led
 */
public record PackageFiles(
        String recordDigest,
        int recorded,
        int matching,
        List<ExcludedFile> excluded,
        List<DifferingFile> differing,
        Finding<List<StrayLink>> strayLinks) {
    public PackageFiles {
        requireNonNull(recordDigest, "recordDigest");
        excluded = List.copyOf(excluded);
        differing = List.copyOf(differing);
        strayLinks = strayLinks.map(List::copyOf);
        if (matching < 0 || matching + excluded.size() + differing.size() != recorded) {
            throw new IllegalArgumentException("counts do not add up: recorded " + recorded + ", matching " + matching
                    + ", excluded " + excluded.size() + ", differing " + differing.size());
        }
    }

    /**
     * A link of a library that does not lead to the package's own.
     *
     * @param path of the link, as the package lists it
     * @param leadsTo the file at its end; does not exist where nothing is there; an error where that could not be seen, or
     *     where it leads out of the system's folders (LEADS_OUT)
     * @param owner a package that lists that file; does not exist where none does
     */
    public record StrayLink(String path, Finding<String> leadsTo, Finding<String> owner) {
        public StrayLink {
            requireNonNull(path, "path");
            requireNonNull(leadsTo, "leadsTo");
            requireNonNull(owner, "owner");
        }
    }

    /** A file that differs or is missing by an administrator's own rule, and which rule that is. */
    public record ExcludedFile(String path, Exclusion why) {
        public ExcludedFile {
            requireNonNull(path, "path");
            requireNonNull(why, "why");
        }
    }

    /** Why a differing or missing file does not count against its package. */
    public enum Exclusion {
        CONFFILE,
        DIVERTED,
        /** Another package has taken the path over (Replaces); this one's record still has it, its file list not. */
        TAKEN_OVER,
        PATH_EXCLUDED,
        DOCUMENTATION
    }
}
