package dev.patchproof.catalog.release;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.Update;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What differs between two catalogs, by id. Where facts were taken on another day and are the same, nothing differs but
 * {@code asOf}.
 *
 * @param from release of the older one
 * @param to release of the newer one
 * @param updates in the order of their ids
 * @param products in the order of their ids
 */
public record CatalogDiff(String from, String to, List<Change> updates, List<Change> products) {
    public CatalogDiff {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        updates = List.copyOf(updates);
        products = List.copyOf(products);
    }

    public static CatalogDiff between(Catalog older, Catalog newer) {
        return new CatalogDiff(
                older.release(),
                newer.release(),
                changes(older.updates(), newer.updates(), Update::id),
                changes(older.products(), newer.products(), ProductRelease::id));
    }

    /** How many updates changed in this way. */
    public long count(Kind kind) {
        return updates.stream().filter(change -> change.kind() == kind).count();
    }

    /** Whether the catalogs say the same. */
    public boolean isEmpty() {
        return updates.isEmpty() && products.isEmpty();
    }

    private static <T extends Record> List<Change> changes(List<T> older, List<T> newer, Function<T, String> id) {
        Map<String, T> before = older.stream().collect(Collectors.toMap(id, each -> each));
        Map<String, T> after = newer.stream().collect(Collectors.toMap(id, each -> each));
        SortedSet<String> ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        return ids.stream()
                .flatMap(each ->
                        change(each, Optional.ofNullable(before.get(each)), Optional.ofNullable(after.get(each)))
                                .stream())
                .toList();
    }

    private static <T extends Record> Optional<Change> change(String id, Optional<T> before, Optional<T> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.of(new Change(id, before.isEmpty() ? Kind.ADDED : Kind.REMOVED, List.of()));
        }
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(new Change(id, Kind.CHANGED, fields(before.get(), after.get())));
    }

    private static List<FieldChange> fields(Record before, Record after) {
        return Stream.of(before.getClass().getRecordComponents())
                .flatMap(component -> field(component, before, after).stream())
                .toList();
    }

    private static Optional<FieldChange> field(RecordComponent component, Record before, Record after) {
        List<String> was = CanonicalText.items(CanonicalText.component(before, component));
        List<String> is = CanonicalText.items(CanonicalText.component(after, component));
        if (was.equals(is)) {
            return Optional.empty();
        }
        List<String> gone = without(was, is);
        List<String> come = without(is, was);
        boolean onlyTheOrder = gone.isEmpty() && come.isEmpty();
        return Optional.of(new FieldChange(component.getName(), onlyTheOrder ? was : gone, onlyTheOrder ? is : come));
    }

    private static List<String> without(List<String> items, List<String> others) {
        List<String> left = new ArrayList<>(items);
        others.forEach(left::remove);
        return left;
    }

    /** What became of an entry. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One entry that is not as it was.
     *
     * @param fields what changed in it; empty where it was added or removed
     */
    public record Change(String id, Kind kind, List<FieldChange> fields) {
        public Change {
            requireNonNull(id, "id");
            requireNonNull(kind, "kind");
            fields = List.copyOf(fields);
        }
    }

    /**
     * One field that is not as it was.
     *
     * @param field name in the model
     * @param before what stood there and does not any more; the values of a list that are gone
     * @param after what stands there now; the values of a list that are new
     */
    public record FieldChange(String field, List<String> before, List<String> after) {
        public FieldChange {
            requireNonNull(field, "field");
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
