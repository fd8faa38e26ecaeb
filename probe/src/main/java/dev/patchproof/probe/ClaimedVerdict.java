package dev.patchproof.probe;

/** What the portal says a checker of the system's own bookkeeping would have said. */
enum ClaimedVerdict {
    UP_TO_DATE("Up to date."),
    NOT_UP_TO_DATE("Not up to date."),
    CANNOT_TELL("Its bookkeeping could not be read.");

    private final String words;

    ClaimedVerdict(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
