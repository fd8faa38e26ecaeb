package dev.patchproof.probe.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds one flag among the members of a JSON object (RFC 8259): not in the objects inside it, nor in texts. Strict about
 * what it walks over, so that a cut or damaged file is no answer; it reads no values but that one.
 */
final class JsonFlag {
    private static final int DEEPEST = 100;

    private final String file;
    private final String text;
    private int at;

    JsonFlag(String file, byte[] json) {
        this.file = file;
        this.text = new String(json, StandardCharsets.UTF_8);
    }

    /**
     * The flag's value.
     *
     * @throws MalformedFileException where this is no object, has no such member or two, or its value is no flag
     */
    boolean read(String member) throws IOException {
        Optional<Boolean> found = Optional.empty();
        expect('{');
        if (next() == '}') {
            throw malformed("a member " + member);
        }
        do {
            String name = string();
            expect(':');
            if (!name.equals(member)) {
                value(0);
            } else if (found.isPresent()) {
                throw malformed("one member " + member);
            } else {
                found = Optional.of(flag());
            }
        } while (moreUntil('}'));
        if (next() != 0) {
            throw malformed("nothing after the object");
        }
        return found.orElseThrow(() -> malformed("a member " + member));
    }

    private boolean flag() throws IOException {
        next();
        for (String word : new String[] {"true", "false"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("true");
            }
        }
        throw malformed("true or false");
    }

    private void value(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw malformed("at most " + DEEPEST + " levels");
        }
        switch (next()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> string();
            default -> word();
        }
    }

    private void members(int depth) throws IOException {
        expect('{');
        if (next() == '}') {
            at++;
            return;
        }
        do {
            string();
            expect(':');
            value(depth + 1);
        } while (moreUntil('}'));
    }

    private void items(int depth) throws IOException {
        expect('[');
        if (next() == ']') {
            at++;
            return;
        }
        do {
            value(depth + 1);
        } while (moreUntil(']'));
    }

    /** A number, true, false or null. */
    private void word() throws IOException {
        int start = at;
        while (at < text.length() && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == start) {
            throw malformed("a value");
        }
    }

    /** Escapes stay as they are written: no name that is asked for has one. */
    private String string() throws IOException {
        expect('"');
        int start = at;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw malformed("the end of a text");
        }
        return text.substring(start, at++);
    }

    private boolean moreUntil(char end) throws IOException {
        char found = next();
        if (found != ',' && found != end) {
            throw malformed("a comma or " + end);
        }
        at++;
        return found == ',';
    }

    private void expect(char wanted) throws IOException {
        if (next() != wanted) {
            throw malformed(String.valueOf(wanted));
        }
        at++;
    }

    /** The next character that is no space; 0 at the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private MalformedFileException malformed(String expected) {
        int line = (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(one -> one == '\n')
                        .count()
                + 1;
        String found = at < text.length() ? text.substring(at, Math.min(text.length(), at + 20)) : "the end";
        return new MalformedFileException(file, line, expected, found);
    }
}
