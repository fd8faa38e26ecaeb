package dev.patchproof.catalog.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Everything that was bound, and what only the whole shows. */
final class WholeCatalog {
    private final List<ProductRelease> products = new ArrayList<>();
    private final List<Update> updates = new ArrayList<>();
    private final Map<String, Cursor> updatePlaces = new HashMap<>();
    private final Map<String, Cursor> productPlaces = new HashMap<>();
    private final Set<String> mentioned = new HashSet<>();
    private final RepositoryDigests digests = new RepositoryDigests();

    /** Updates that are in the catalog, even if something in their file is wrong: a reference to them does not dangle. */
    void mention(JsonNode updates) {
        updates.forEach(update -> mentioned.add(update.path("id").asText("")));
    }

    void add(Cursor at, Update update) {
        once(updatePlaces, at, update.id());
        updates.add(update);
    }

    void add(Cursor at, ProductRelease product) {
        once(productPlaces, at, product.id());
        products.add(product);
    }

    /** Digests of packages, which may be of any update of their release. */
    void add(Cursor packageDigests) {
        digests.add(packageDigests);
    }

    void check() {
        updates.forEach(update -> {
            noDangling(update, "supersedes", update.supersedes());
            noDangling(update, "prerequisites", update.prerequisites());
            noDangling(update, "rolledBackBy", update.rolledBackBy());
        });
        noCycle("supersedes", Update::supersedes);
        noCycle("prerequisites", Update::prerequisites);
        for (ProductCondition.Family family : ProductCondition.Family.values()) {
            withinAPlan(family);
        }
    }

    Catalog catalog(String release) {
        return new Catalog(
                release, products, updates.stream().map(digests::joinedTo).toList());
    }

    private void once(Map<String, Cursor> places, Cursor at, String id) {
        Cursor first = places.putIfAbsent(id, at);
        if (first != null) {
            at.at("id")
                    .problem(
                            Reason.DUPLICATE,
                            "expected an id of its own, found '" + id + "' also in " + first.file() + " at "
                                    + first.pointer());
        }
    }

    private void noDangling(Update update, String field, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (!mentioned.contains(ids.get(i))) {
                place(update, field + "/" + i)
                        .problem(
                                Reason.DANGLING,
                                "expected the id of an update in the catalog, found '" + ids.get(i) + "'");
            }
        }
    }

    private void withinAPlan(ProductCondition.Family family) {
        List<Update> of = updates.stream()
                .filter(update ->
                        update.fixes().stream().anyMatch(fix -> fix.product().family() == family))
                .toList();
        List<Fix> fixes = of.stream()
                .flatMap(update -> update.fixes().stream())
                .filter(fix -> fix.product().family() == family)
                .toList();
        PlanSizes.tooMuch(fixes)
                .ifPresent(message -> place(of.get(0), "fixes").problem(Reason.TOO_MUCH_FOR_A_PLAN, message));
    }

    private void noCycle(String field, Function<Update, List<String>> edges) {
        Map<String, List<String>> graph = new HashMap<>();
        updates.forEach(update -> graph.putIfAbsent(update.id(), edges.apply(update)));
        for (List<String> cycle : Cycles.of(graph)) {
            Cursor at = updatePlaces.get(cycle.get(0));
            if (at != null) {
                at.at(field).problem(Reason.CYCLE, "expected no circle, found " + String.join(" -> ", cycle));
            }
        }
    }

    private Cursor place(Update update, String below) {
        Cursor at = updatePlaces.get(update.id());
        if (at == null) {
            throw new IllegalStateException("an update without a place: " + update.id());
        }
        Cursor step = at;
        for (String name : below.split("/", -1)) {
            step = step.at(name);
        }
        return step;
    }
}
