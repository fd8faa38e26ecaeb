package dev.patchproof.probe.collector;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts;

/** Answers the queries of one operating system. */
public interface Collector {

    /** The facts of this computer, the product selector among them. */
    SystemFacts system();

    /**
     * The id that the operating system gave itself when it was installed: MachineGuid or machine-id, lower case. It does not
     * leave this computer as it is; see {@code MachineHash}.
     */
    Finding<String> machineId();

    /**
     * Answers one query. Never throws: what cannot be read is a finding that says so, and a query of another system is
     * not collected (NOT_ON_THIS_SYSTEM).
     */
    <T> Finding<T> collect(Query<T> query, Progress progress);

    /** Estimated units of work of a query (bytes to read, or 1), for the progress bar. */
    long work(Query<?> query);
}
