package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.Finding;
import java.util.Arrays;
import java.util.regex.Pattern;

/** CurrentState of a package of Component Based Servicing, and what it says of the update. */
enum CbsState {
    RESOLVED(0x20, "resolved"),
    STAGED(0x40, "staged"),
    /** A newer package took its place: that one is to be judged. */
    SUPERSEDED(0x50, "superseded"),
    INSTALL_PENDING(0x60, "install pending"),
    PARTIALLY_INSTALLED(0x65, "partially installed"),
    INSTALLED(0x70, "installed"),
    PERMANENT(0x80, "permanent"),
    /** A number that none of these has. */
    OTHER(-1, "in another state"),
    /** No number could be read. */
    UNREADABLE(-1, "in a state that could not be read");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

    private final int number;
    private final String words;

    CbsState(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** Of a value in decimal digits. */
    static CbsState of(Finding<String> value) {
        return value.<CbsState>fold(
                text -> NUMBER.matcher(text).matches() ? of(Integer.parseInt(text)) : UNREADABLE,
                () -> UNREADABLE,
                missing -> UNREADABLE,
                failed -> UNREADABLE);
    }

    private static CbsState of(int number) {
        return Arrays.stream(values())
                .filter(state -> state.number == number)
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether it says that the package is installed. */
    boolean claims() {
        return this == INSTALLED || this == PERMANENT;
    }

    /** Words and number, {@code installed (0x70)}. */
    String label() {
        return number < 0 ? words : words + " (0x" + Integer.toHexString(number) + ")";
    }
}
