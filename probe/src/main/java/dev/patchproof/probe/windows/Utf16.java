package dev.patchproof.probe.windows;

import java.util.Optional;

/** Text that came from Windows as 16-bit units, which need not be valid UTF-16. */
final class Utf16 {

    private Utf16() {}

    /** The text; empty where it holds half of a surrogate pair, which no JSON text can carry unchanged. */
    static Optional<String> wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }
}
