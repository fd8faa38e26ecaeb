package dev.patchproof.portal.collection;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.KnownProduct;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.ProductSelector;
import java.util.List;
import java.util.stream.Stream;

/**
 * The updates of a catalog that may be for a computer, without a look at all the others. Every update that has a fix
 * whose condition does not rule the computer out is among them, and few others are; {@link Applicability} decides.
 */
public final class Candidates {
    private Candidates() {}

    /** In the catalog's order. */
    public static List<Update> of(Catalog catalog, ProductSelector selector) {
        return family(selector)
                .map(family -> new KnownProduct(
                        family,
                        Applicability.number(selector.build()),
                        Applicability.known(selector.version()),
                        Applicability.known(selector.release())))
                .map(product -> catalog.index().mayConcern(product))
                .findFirst()
                .orElse(List.of());
    }

    private static Stream<Family> family(ProductSelector selector) {
        return switch (selector.family()) {
            case WINDOWS -> Stream.of(Family.WINDOWS);
            case DEBIAN -> Stream.of(Family.DEBIAN);
            case UBUNTU -> Stream.of(Family.UBUNTU);
            case OTHER -> Stream.of();
        };
    }
}
