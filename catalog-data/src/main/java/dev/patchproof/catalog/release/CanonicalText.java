package dev.patchproof.catalog.release;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.WindowsVersion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values of the model as text that is the same in every run: {@code Set.copyOf} and {@code Map.copyOf} have another order
 * each time. What is empty is left out.
 */
final class CanonicalText {
    private CanonicalText() {}

    static String of(@Nullable Object value) {
        if (value instanceof WindowsVersion || value instanceof DebianVersion) {
            return value.toString();
        }
        if (value instanceof Record each) {
            return each.getClass().getSimpleName() + components(each);
        }
        if (value instanceof Optional<?> perhaps) {
            return perhaps.map(CanonicalText::of).orElse("");
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof Collection<?> items
                ? texts(items).stream().collect(Collectors.joining(", ", "[", "]"))
                : String.valueOf(value);
    }

    /** The items of a list as they stand, of another collection sorted; of anything else its one text, if any. */
    static List<String> items(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return texts(items);
        }
        return Stream.of(of(value)).filter(text -> !text.isEmpty()).toList();
    }

    static @Nullable Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException notOfTheModel) {
            throw new IllegalStateException("records of the model are open to all", notOfTheModel);
        }
    }

    private static List<String> texts(Collection<?> items) {
        Stream<String> texts = items.stream().map(CanonicalText::of);
        return items instanceof Set<?> ? texts.sorted().toList() : texts.toList();
    }

    private static String components(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .map(component -> Map.entry(component.getName(), of(component(record, component))))
                .filter(entry -> !Set.of("", "[]", "{}").contains(entry.getValue()))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
