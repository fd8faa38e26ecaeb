package dev.patchproof.portal.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Every sentence of the result page that depends on what was found, from {@code sentences.properties}. A key that has no
 * sentence is a defect of the build, found by a test; here it is an exception and never an empty string.
 */
final class Sentences {
    static final String FILE = "/sentences.properties";

    private final Properties lines;

    private Sentences(Properties lines) {
        this.lines = lines;
    }

    static Sentences load() {
        Properties lines = new Properties();
        try (InputStream file = Sentences.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the portal was built without " + FILE);
            }
            lines.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return new Sentences(lines);
    }

    Set<String> keys() {
        return lines.stringPropertyNames();
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(lines.getProperty(key));
    }

    String get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no sentence for " + key + " in " + FILE));
    }

    /** The sentence of an enum constant, under its class and name: {@code UpdateVerdict.IN_FORCE}. */
    String of(Enum<?> constant) {
        return get(key(constant));
    }

    /** A further sentence of an enum constant: {@code UpdateVerdict.IN_FORCE.do}. */
    String of(Enum<?> constant, String part) {
        return get(key(constant) + '.' + part);
    }

    Optional<String> find(Enum<?> constant, String part) {
        return find(key(constant) + '.' + part);
    }

    /** The sentence for a number of things; {@code .one} and {@code .other} tell singular from plural. */
    String counted(String key, int count) {
        String form = get(key + (count == 1 ? ".one" : ".other"));
        return fill(form, Map.of("count", count(count)));
    }

    /** Puts values where the sentence names them in braces. Values are text and are not looked at again. */
    static String fill(String sentence, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', from)) {
            int close = sentence.indexOf('}', open);
            String name = close < 0 ? "" : sentence.substring(open + 1, close);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the sentence asks for {" + name + "}: " + sentence);
            }
            filled.append(sentence, from, open).append(value);
            from = close + 1;
        }
        return filled.append(sentence, from, sentence.length()).toString();
    }

    static String count(int count) {
        return String.format(java.util.Locale.ENGLISH, "%,d", count);
    }

    private static String key(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + '.' + constant.name();
    }
}
