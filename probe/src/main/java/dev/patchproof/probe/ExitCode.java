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

    /** What the person can do where a run ends like this without a verdict; empty where the message has said it. */
    String advice() {
        return switch (this) {
            case UNREACHABLE ->
                "Look whether this computer is connected to your company's network, and start this file again in a few"
                        + " minutes. If it stays like this, tell your helpdesk.";
            case REFUSED ->
                "Start a new check on your company's Patchproof page and use the download that you find there. If it"
                        + " stays like this, tell your helpdesk what is written here.";
            case INTERNAL -> "Tell your helpdesk what is written here.";
            case UP_TO_DATE, NOT_UP_TO_DATE, NO_PROOF, USAGE -> "";
        };
    }
}
