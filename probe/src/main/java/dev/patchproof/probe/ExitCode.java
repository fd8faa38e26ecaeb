package dev.patchproof.probe;

/** What the program's exit code says; part of the contract with scripts. Only an up-to-date computer gives 0. */
enum ExitCode {
    UP_TO_DATE(0),
    NOT_UP_TO_DATE(1),
    /** Unverified, cannot tell, and every run that ends without a verdict by the person's own wish. */
    NO_PROOF(2),
    USAGE(64),
    UNREACHABLE(69),
    INTERNAL(70),
    REFUSED(76);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
