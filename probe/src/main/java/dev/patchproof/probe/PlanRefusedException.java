package dev.patchproof.probe;

/** A plan that asks for more than this probe gives to any portal. */
final class PlanRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    PlanRefusedException(String query, String why) {
        super("The plan was refused as a whole. It asks for " + query + ": " + why + ".");
    }
}
