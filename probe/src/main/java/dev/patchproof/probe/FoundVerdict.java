package dev.patchproof.probe;

/** The portal's overall verdicts in the words of a terminal. */
enum FoundVerdict {
    UP_TO_DATE(ExitCode.UP_TO_DATE, "Up to date: every security update that applies was found and is in force."),
    NOT_UP_TO_DATE(ExitCode.NOT_UP_TO_DATE, "Not up to date: at least one security update is missing."),
    RESTART_NEEDED(ExitCode.NOT_UP_TO_DATE, "Restart needed: updates are installed and not yet in force."),
    UNSUPPORTED(ExitCode.NOT_UP_TO_DATE, "Unsupported: this release gets no more security updates."),
    UNVERIFIED(ExitCode.NO_PROOF, "Unverified: nothing contradicts the system's claim, and not all of it is proven."),
    CANNOT_TELL(ExitCode.NO_PROOF, "Cannot tell: something that has to be checked could not be.");

    private final ExitCode exitCode;
    private final String words;

    FoundVerdict(ExitCode exitCode, String words) {
        this.exitCode = exitCode;
        this.words = words;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    String words() {
        return words;
    }
}
