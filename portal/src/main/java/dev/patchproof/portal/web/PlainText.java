package dev.patchproof.portal.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text that came from a computer, made harmless to look at: characters that a browser would obey instead of show
 * (controls, bidirectional overrides, zero-width and unassigned ones, lone surrogates) become visible as
 * {@code ‹U+202E›}, and what is longer than {@value #LONGEST} characters is cut with an ellipsis. It stays text:
 * escaping for HTML is the template engine's.
 */
final class PlainText {
    static final int LONGEST = 600;

    private PlainText() {}

    static String of(String raw) {
        StringBuilder shown = new StringBuilder(Math.min(raw.length(), LONGEST) + 16);
        int index = 0;
        while (index < raw.length()) {
            if (shown.length() >= LONGEST) {
                return shown.append('…').toString();
            }
            int character = raw.codePointAt(index);
            index += Character.charCount(character);
            if (isObeyed(character)) {
                shown.append("‹U+")
                        .append(String.format(Locale.ROOT, "%04X", character))
                        .append('›');
            } else {
                shown.appendCodePoint(character);
            }
        }
        return shown.toString();
    }

    /** The text in pieces between which a line may break: after every slash and backslash. */
    static List<String> pieces(String raw) {
        String shown = of(raw);
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int index = 0; index < shown.length(); index++) {
            char character = shown.charAt(index);
            if (character == '/' || character == '\\') {
                pieces.add(shown.substring(start, index + 1));
                start = index + 1;
            }
        }
        pieces.add(shown.substring(start));
        return pieces;
    }

    private static boolean isObeyed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
