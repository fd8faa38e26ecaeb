package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What running processes have loaded of the files that were asked for.
 *
 * @param modules sorted by path; a file that no readable process has loaded has none
 * @param unreadable processes that could not be opened, sorted by pid
 * @param complete false where the list of processes itself may lack some
 */
public record LoadedModulesFact(List<LoadedModule> modules, List<ProcessFact> unreadable, boolean complete) {
    public LoadedModulesFact {
        modules = List.copyOf(modules);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * A file in memory.
     *
     * @param path as it was asked for
     * @param fixedVersion from the module's own bytes in memory, which outlive a replaced file
     * @param processes those that have it loaded in this version
     */
    public record LoadedModule(String path, Finding<String> fixedVersion, List<ProcessFact> processes) {
        public LoadedModule {
            requireNonNull(path, "path");
            requireNonNull(fixedVersion, "fixedVersion");
            processes = List.copyOf(processes);
        }
    }
}
