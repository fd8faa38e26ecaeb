package dev.patchproof.catalog.importer;

/** What one update fixes on one architecture. */
sealed interface SnapshotFix permits FixedPackages, FixedKernel {
    <T> T fold(FixFold<T> fold);

    /** One case per kind of fix. */
    interface FixFold<T> {
        T packages(FixedPackages fix);

        T kernel(FixedKernel fix);
    }
}
