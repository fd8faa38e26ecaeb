package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Code in memory whose file has since been replaced.
 *
 * @param replaced mapped files that are gone from the path they were mapped from, sorted by path
 * @param unreadable processes whose mappings could not be read, sorted by pid
 * @param complete false where processes may be hidden altogether (the hidepid option of /proc)
 */
public record ReplacedMappingsFact(List<ReplacedFile> replaced, List<ProcessFact> unreadable, boolean complete) {
    public ReplacedMappingsFact {
        replaced = List.copyOf(replaced);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A replaced file that is still mapped.
     *
     * @param owner the installed package that owns the path, or the path's successor (libx.so.1.2 after libx.so.1.1); does
     *     not exist where no installed package does
     */
    public record ReplacedFile(String path, Finding<String> owner, List<ProcessFact> processes) {
        public ReplacedFile {
            requireNonNull(path, "path");
            requireNonNull(owner, "owner");
            processes = List.copyOf(processes);
        }
    }
}
