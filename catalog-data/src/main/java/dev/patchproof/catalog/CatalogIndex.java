package dev.patchproof.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The updates of a catalog by what a computer is, so that planning and judging cost what the updates of its product
 * cost, however large the catalog.
 *
 * <p>Each fix stands in one place: under the first of build, release and version that its condition asks for exactly;
 * one that asks for none of them is open and concerns every product of its family. A look-up never leaves out an update
 * that may apply: a place counts unless the product is known to differ from it, and all that a condition asks besides
 * is left to whoever compares it.
 */
public final class CatalogIndex {
    private final List<Update> updates;
    private final Map<String, Update> byId = new HashMap<>();
    private final Map<String, Set<String>> replacedBy = new HashMap<>();
    private final Map<ProductCondition.Family, OfFamily> byFamily = new EnumMap<>(ProductCondition.Family.class);

    CatalogIndex(List<Update> updates) {
        this.updates = List.copyOf(updates);
        for (int position = 0; position < this.updates.size(); position++) {
            Update update = this.updates.get(position);
            byId.putIfAbsent(update.id(), update);
            for (String older : update.supersedes()) {
                replacedBy.computeIfAbsent(older, none -> new LinkedHashSet<>()).add(update.id());
            }
            for (Fix fix : update.fixes()) {
                byFamily.computeIfAbsent(fix.product().family(), none -> new OfFamily())
                        .add(fix.product(), position);
            }
        }
    }

    /** Every update, in the catalog's order. */
    public List<Update> updates() {
        return updates;
    }

    public Optional<Update> update(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The updates with a fix whose family, build, release or version does not rule the product out; catalog's order. */
    public List<Update> mayConcern(KnownProduct product) {
        return Stream.ofNullable(byFamily.get(product.family()))
                .flatMap(family -> family.positions(product))
                .sorted()
                .distinct()
                .map(updates::get)
                .toList();
    }

    /** The ids of the updates that say that they replace this one, for whatever product; catalog's order. */
    public List<String> replacing(String id) {
        return List.copyOf(replacedBy.getOrDefault(id, Set.of()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CatalogIndex index && updates.equals(index.updates);
    }

    @Override
    public int hashCode() {
        return updates.hashCode();
    }

    @Override
    public String toString() {
        return updates.size() + " updates";
    }

    private static final class OfFamily {
        private final Places<Integer> builds = new Places<>(build -> build);
        private final Places<String> releases = new Places<>(OfFamily::folded);
        private final Places<String> versions = new Places<>(OfFamily::folded);
        private final List<Integer> open = new ArrayList<>();

        void add(ProductCondition product, int position) {
            if (product.build().isPresent()) {
                builds.add(product.build().get(), position);
            } else if (product.release().isPresent()) {
                releases.add(product.release().get(), position);
            } else if (product.version().isPresent()) {
                versions.add(product.version().get(), position);
            } else {
                open.add(position);
            }
        }

        Stream<Integer> positions(KnownProduct product) {
            return Stream.of(
                            builds.positions(product.build()),
                            releases.positions(product.release()),
                            versions.positions(product.version()),
                            open.stream())
                    .flatMap(each -> each);
        }

        private static String folded(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** Positions of updates under one fact of the product. */
    private static final class Places<K> {
        private final Map<K, List<Integer>> byFact = new HashMap<>();
        private final Function<K, K> fold;

        Places(Function<K, K> fold) {
            this.fold = fold;
        }

        void add(K fact, int position) {
            byFact.computeIfAbsent(fold.apply(fact), none -> new ArrayList<>()).add(position);
        }

        Stream<Integer> positions(Optional<K> known) {
            return known.isPresent()
                    ? byFact.getOrDefault(fold.apply(known.get()), List.of()).stream()
                    : byFact.values().stream().flatMap(List::stream);
        }
    }
}
