package dev.patchproof.portal.appraisal;

/** The decision table: three layer results in, the verdict on one update out. Read top to bottom, first that holds. */
final class VerdictTable {
    private VerdictTable() {}

    /**
     * The verdict on one update.
     *
     * @param conclusive whether "no" in the bookkeeping settles that the update is not installed
     */
    static UpdateVerdict verdict(LayerResult claimed, LayerResult onDisk, LayerResult inForce, boolean conclusive) {
        return switch (onDisk) {
            case TRUE -> found(claimed, inForce);
            case FALSE -> claimed == LayerResult.TRUE ? UpdateVerdict.CLAIMED_NOT_FOUND : UpdateVerdict.MISSING;
            case NOT_EVALUATED -> notCompared(claimed, conclusive);
            case NOT_APPLICABLE -> UpdateVerdict.NOT_APPLICABLE;
            case UNKNOWN, ERROR -> UpdateVerdict.COULD_NOT_CHECK;
        };
    }

    private static UpdateVerdict found(LayerResult claimed, LayerResult inForce) {
        return switch (inForce) {
            case TRUE, NOT_APPLICABLE -> listed(claimed) ? UpdateVerdict.IN_FORCE : UpdateVerdict.FOUND_NOT_CLAIMED;
            case FALSE -> UpdateVerdict.INSTALLED_NOT_IN_FORCE;
            case UNKNOWN -> UpdateVerdict.RESTART_TO_BE_SURE;
            case ERROR, NOT_EVALUATED -> UpdateVerdict.COULD_NOT_CHECK;
        };
    }

    private static boolean listed(LayerResult claimed) {
        return switch (claimed) {
            case TRUE, NOT_APPLICABLE -> true;
            case FALSE, UNKNOWN, ERROR, NOT_EVALUATED -> false;
        };
    }

    private static UpdateVerdict notCompared(LayerResult claimed, boolean conclusive) {
        return switch (claimed) {
            case TRUE -> UpdateVerdict.CLAIMED_UNVERIFIED;
            case FALSE -> conclusive ? UpdateVerdict.MISSING : UpdateVerdict.COULD_NOT_CHECK;
            case UNKNOWN, ERROR, NOT_EVALUATED, NOT_APPLICABLE -> UpdateVerdict.COULD_NOT_CHECK;
        };
    }
}
