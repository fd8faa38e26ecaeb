package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The product tree of a CSAF document: what each product id stands for, as far as package URLs and CPEs tell. */
final class CsafProducts {
    private final Map<String, JsonNode> products = new HashMap<>();
    private final Map<String, String> ranges = new HashMap<>();
    private final Map<String, String> components = new HashMap<>();
    private final Map<String, String> platforms = new HashMap<>();

    CsafProducts(JsonNode tree) {
        branches(tree.path("branches"));
        tree.path("full_product_names").forEach(this::product);
        for (JsonNode relationship : tree.path("relationships")) {
            JsonNode whole = relationship.path("full_product_name");
            product(whole);
            String id = whole.path("product_id").asText();
            components.put(id, relationship.path("product_reference").asText());
            platforms.put(id, relationship.path("relates_to_product_reference").asText());
        }
    }

    boolean has(String id) {
        return products.containsKey(id);
    }

    /** The range of versions that the product is, where it is no single one; a component's on a platform too. */
    Optional<String> rangeOf(String id) {
        Optional<String> own = Optional.ofNullable(ranges.get(id));
        return own.or(() -> Optional.ofNullable(components.get(id)).map(ranges::get));
    }

    /** Its own, or that of the component that it is on a platform. */
    Optional<PackageUrl> packageOf(String id) {
        return identified(id, components, "purl").flatMap(PackageUrl::parse);
    }

    /** The CPE of its own, of its component or of its platform; empty where none is given. */
    String platformOf(String id) {
        return identified(id, platforms, "cpe")
                .or(() -> identified(id, components, "cpe"))
                .orElse("");
    }

    private Optional<String> identified(String id, Map<String, String> next, String kind) {
        Set<String> seen = new HashSet<>();
        for (String at = id; !at.isEmpty() && seen.add(at); at = next.getOrDefault(at, "")) {
            String text = products.containsKey(at)
                    ? products.get(at)
                            .path("product_identification_helper")
                            .path(kind)
                            .asText()
                    : "";
            if (!text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private void branches(JsonNode branches) {
        for (JsonNode branch : branches) {
            product(branch.path("product"));
            if (branch.path("category").asText().equals("product_version_range")) {
                ranges.put(
                        branch.path("product").path("product_id").asText(),
                        branch.path("name").asText());
            }
            branches(branch.path("branches"));
        }
    }

    private void product(JsonNode product) {
        if (product.hasNonNull("product_id")) {
            products.put(product.path("product_id").asText(), product);
        }
    }
}
