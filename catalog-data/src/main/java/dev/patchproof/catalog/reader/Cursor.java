package dev.patchproof.catalog.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A place in a file that is already in the schema's form. Values are read through parsers; a value that its parser
 * refuses becomes a problem at its place and is absent from then on, so that the rest of the file is still checked.
 *
 * @param name last step of the pointer: the field's name, or the position in a list
 */
record Cursor(String file, String pointer, String name, JsonNode node, Problems problems) {

    static Cursor root(String file, JsonNode node, Problems problems) {
        return new Cursor(file, "", "", node, problems);
    }

    /** A JSON pointer one step longer (RFC 6901). */
    static String child(String pointer, String step) {
        return pointer + "/" + step.replace("~", "~0").replace("/", "~1");
    }

    boolean has(String field) {
        return node.has(field);
    }

    /** The place of a field; of nothing where the field is absent. */
    Cursor at(String field) {
        return step(field, node.path(field));
    }

    /** The entries of a list, none where the list is absent. */
    List<Cursor> items() {
        List<Cursor> items = new ArrayList<>(node.size());
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                items.add(step(Integer.toString(i), node.get(i)));
            }
        }
        return items;
    }

    /** The fields of an object in the order of the file, none where the object is absent. */
    List<Cursor> fields() {
        return node.properties().stream()
                .map(field -> step(field.getKey(), field.getValue()))
                .toList();
    }

    String text() {
        return node.asText();
    }

    /** A text field, empty where absent. */
    String text(String field) {
        return node.path(field).asText("");
    }

    List<String> texts(String field) {
        return at(field).items().stream().map(Cursor::text).toList();
    }

    <T> Optional<T> read(Function<String, T> parser) {
        return parsed(text(), parser);
    }

    <T> Optional<T> readName(Function<String, T> parser) {
        return parsed(name, parser);
    }

    <T> Optional<T> optional(String field, Function<String, T> parser) {
        return has(field) ? at(field).read(parser) : Optional.empty();
    }

    <T> List<T> list(String field, Function<Cursor, Optional<T>> binding) {
        return at(field).items().stream().map(binding).flatMap(Optional::stream).toList();
    }

    /** Makes a record of parts already read, unless one of them was refused since {@code before}. */
    <T> Optional<T> make(int before, Supplier<T> record) {
        return problems.count() == before ? parsed("", ignored -> record.get()) : Optional.empty();
    }

    void problem(Reason reason, String message) {
        problems.add(file, pointer, reason, message);
    }

    private <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException | DateTimeException refused) {
            problem(Reason.BAD_VALUE, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private Cursor step(String step, JsonNode to) {
        return new Cursor(file, child(pointer, step), step, to, problems);
    }
}
