package dev.patchproof.evidence;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One value of a claims document, with the path that leads to it. Every reading method throws {@link
 * MalformedClaimsException} where the value is not exactly what is asked for; nothing is converted or repaired.
 */
final class Claim {
    private final String path;
    private final @Nullable Object raw;

    private Claim(String path, @Nullable Object raw) {
        this.path = path;
        this.raw = raw;
    }

    /** The whole document. */
    static Claim document(Map<String, Object> claims) {
        return new Claim("", claims);
    }

    String text() {
        if (raw instanceof String text) {
            return text;
        }
        throw malformed("a string");
    }

    boolean flag() {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        throw malformed("true or false");
    }

    long number() {
        if (raw instanceof Long number) {
            return number;
        }
        if (raw instanceof Integer number) {
            return number;
        }
        throw malformed("a whole number");
    }

    int count() {
        long number = number();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw malformed("a number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    Instant instant() {
        String text = text();
        if (text.endsWith("Z")) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw malformed("an instant such as 2026-01-31T12:00:00Z");
            }
        }
        throw malformed("an instant such as 2026-01-31T12:00:00Z");
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (word(constant).equals(text)) {
                return constant;
            }
        }
        throw malformed("a " + type.getSimpleName());
    }

    <T> List<T> list(Function<Claim, T> read) {
        if (!(raw instanceof List<?> items)) {
            throw malformed("a list");
        }
        List<T> result = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            result.add(read.apply(new Claim(path + "[" + i + "]", items.get(i))));
        }
        return result;
    }

    /** Reads an object; a field that {@code read} does not ask for is refused. */
    <T> T object(Function<Fields, T> read) {
        if (!(raw instanceof Map<?, ?> map)) {
            throw malformed("an object");
        }
        Fields fields = new Fields(map);
        T result;
        try {
            result = read.apply(fields);
        } catch (IllegalArgumentException e) { // the record's own check
            throw new MalformedClaimsException(here(), "values that agree", String.valueOf(e.getMessage()));
        }
        fields.requireAllAsked();
        return result;
    }

    <T> Finding<T> finding(Function<Claim, T> read) {
        return object(fields -> {
            if (fields.has("exists")) {
                return Finding.exists(read.apply(fields.get("exists")));
            }
            if (fields.has("absent")) {
                if (!fields.get("absent").flag()) {
                    throw fields.get("absent").malformed("true");
                }
                return Finding.doesNotExist();
            }
            if (fields.has("notCollected")) {
                return fields.get("notCollected")
                        .object(why -> Finding.notCollected(
                                why.get("reason").constant(NotCollectedReason.class),
                                why.get("detail").text()));
            }
            if (fields.has("error")) {
                return fields.get("error")
                        .object(why -> Finding.error(
                                why.get("code").text(), why.get("message").text()));
            }
            throw malformed("a finding");
        });
    }

    MalformedClaimsException malformed(String expected) {
        return new MalformedClaimsException(here(), expected, describe(raw));
    }

    private String here() {
        return path.isEmpty() ? "claims" : path;
    }

    private static String describe(@Nullable Object raw) {
        if (raw == null) {
            return "null";
        }
        if (raw instanceof Map<?, ?> map) {
            return brief("an object with " + map.keySet());
        }
        if (raw instanceof Collection<?> list) {
            return "a list of " + list.size();
        }
        return brief(raw instanceof String ? "\"" + raw + "\"" : raw.toString());
    }

    /** What was found may be of any length, and ends in messages for people. */
    private static String brief(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }

    /** The wire word of an enum constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The wire form of a finding. */
    static <T> Map<String, Object> write(Finding<T> finding, Function<? super T, Object> value) {
        return finding.<Map<String, Object>>fold(
                exists -> json("exists", value.apply(exists)),
                () -> json("absent", true),
                missing -> json("notCollected", json("reason", word(missing.reason()), "detail", missing.detail())),
                failed -> json("error", json("code", failed.code(), "message", failed.message())));
    }

    /** The wire form of a list. */
    static <T> List<Map<String, Object>> each(List<T> items, Function<T, Map<String, Object>> write) {
        return items.stream().map(write).toList();
    }

    /** An object of the wire; names and values take turns. */
    static Map<String, Object> json(Object... namesAndValues) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return out;
    }

    /** The fields of one object; remembers which were asked for. */
    final class Fields {
        private final Map<?, ?> map;
        private final Set<Object> asked = new HashSet<>();

        private Fields(Map<?, ?> map) {
            this.map = map;
        }

        boolean has(String name) {
            return map.containsKey(name);
        }

        Claim get(String name) {
            asked.add(name);
            if (!map.containsKey(name)) {
                throw new MalformedClaimsException(pathOf(name), "a value", "no such field");
            }
            return new Claim(pathOf(name), map.get(name));
        }

        /** A finding that the first probes of this wire format did not send; without it nobody looked. */
        <T> Finding<T> later(String name, Function<Claim, T> read) {
            return has(name)
                    ? get(name).finding(read)
                    : Finding.notCollected(NotCollectedReason.NOT_ASKED, "the probe is older than this question");
        }

        private void requireAllAsked() {
            for (Object name : map.keySet()) {
                if (!asked.contains(name)) {
                    throw new MalformedClaimsException(
                            pathOf(brief(String.valueOf(name))), "nothing", "an unknown field");
                }
            }
        }

        private String pathOf(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }
}
