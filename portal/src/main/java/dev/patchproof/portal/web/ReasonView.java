package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reason in words.
 *
 * @param words its sentence
 * @param where what it is about, in pieces between which a line may break; empty where the sentence says it all
 * @param expected empty where nothing in particular was
 * @param found empty where nothing was
 * @param state of the layer that it decides; colours the found value; empty where it decides none
 */
record ReasonView(String words, List<String> where, String expected, String found, String state) {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern INSTANT = Pattern.compile(DAY + "T[0-9:.]+Z");

    static ReasonView of(Sentences sentences, Reason reason, Optional<LayerResult> layer) {
        Map<String, String> values = values(reason);
        String where = print(sentences, reason, "where", values);
        return new ReasonView(
                Sentences.fill(sentences.of(reason.code()), values),
                where.isEmpty() ? List.of() : PlainText.pieces(where),
                print(sentences, reason, "expected", values),
                print(sentences, reason, "found", values),
                layer.map(Enum::name).orElse(""));
    }

    /** What the person can do about it, where there is anything. */
    static Optional<String> toDo(Sentences sentences, Reason reason) {
        return sentences.find(reason.code(), "do").map(sentence -> Sentences.fill(sentence, values(reason)));
    }

    private static Map<String, String> values(Reason reason) {
        return Map.of(
                "where", readable(reason.subject()),
                "expected", readable(reason.expected()),
                "found", readable(reason.found()));
    }

    /** Whether there is more to show than the sentence. */
    public boolean hasValues() {
        return !where.isEmpty() || !expected.isEmpty() || !found.isEmpty();
    }

    /** What was expected and what was found, labelled, for a line of text. */
    public List<String> details() {
        return Stream.of(labelled("expected: ", expected), labelled("found: ", found))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> labelled(String label, String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(label + value);
    }

    /**
     * The value as its part of the sentences says. Left out where the sentence itself names it, and where a format asks
     * for a value that is not there.
     */
    private static String print(Sentences sentences, Reason reason, String part, Map<String, String> values) {
        String value = values.getOrDefault(part, "");
        if (sentences.of(reason.code()).contains("{" + part + "}")) {
            return "";
        }
        Optional<String> format = sentences.find(reason.code(), part);
        if (format.isEmpty() || (value.isEmpty() && format.get().contains("{"))) {
            return value;
        }
        return Sentences.fill(format.get(), values);
    }

    /** Days and instants in words, everything else as it is. */
    private static String readable(String value) {
        try {
            if (DAY.matcher(value).matches()) {
                return Moment.of(LocalDate.parse(value)).words();
            }
            if (INSTANT.matcher(value).matches()) {
                return Moment.of(Instant.parse(value)).words();
            }
        } catch (DateTimeParseException e) {
            // looks like a date and is none: it is shown as it is
            return PlainText.of(value);
        }
        return PlainText.of(value);
    }
}
