package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    static ReasonView of(Sentences sentences, Reason reason, Optional<LayerResult> layer) {
        Map<String, String> values = Map.of(
                "where", PlainText.of(reason.subject()),
                "expected", PlainText.of(reason.expected()),
                "found", PlainText.of(reason.found()));
        String where = print(sentences, reason, "where", values);
        return new ReasonView(
                sentences.of(reason.code()),
                where.isEmpty() ? List.of() : PlainText.pieces(where),
                print(sentences, reason, "expected", values),
                print(sentences, reason, "found", values),
                layer.map(Enum::name).orElse(""));
    }

    /** Whether there is more to show than the sentence. */
    public boolean hasValues() {
        return !where.isEmpty() || !expected.isEmpty() || !found.isEmpty();
    }

    /** The value as its part of the sentence says; a format that names the value is left out where there is none. */
    private static String print(Sentences sentences, Reason reason, String part, Map<String, String> values) {
        String value = values.getOrDefault(part, "");
        Optional<String> format = sentences.find(reason.code(), part);
        if (format.isEmpty() || (value.isEmpty() && format.get().contains("{"))) {
            return value;
        }
        return Sentences.fill(format.get(), values);
    }
}
