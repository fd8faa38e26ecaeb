package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.portal.collection.PackageScope;
import dev.patchproof.portal.collection.Planner;
import dev.patchproof.portal.corpus.KnownLiars;
import dev.patchproof.portal.corpus.LiarCase;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plans that a portal makes of its catalog, put to the limits of the probe that it hands out. */
class ShippedPlansTest {
    private static final String UNKNOWN = ProductSelector.UNKNOWN;

    @ParameterizedTest
    @EnumSource
    void planForEveryProductOfTheShippedCatalog_isOneThatTheProbeTakes(PackageScope scope) {
        Catalog shipped = CatalogReader.shipped();
        Set<Query<?>> asked = new HashSet<>();

        products(shipped).forEach(product -> asked.addAll(taken(shipped, product, scope)));

        assertThat(asked.stream().map(Query::kind).distinct()).hasSizeGreaterThan(8);
        assertThat(asked).hasSizeGreaterThan(50);
    }

    @Test
    void planForEveryComputerOfTheKnownLiars_isOneThatTheProbeTakes() {
        List<LiarCase> cases = KnownLiars.shipped().cases();

        for (LiarCase liar : cases) {
            liar.computers()
                    .forEach(computer ->
                            taken(liar.catalog(), computer.evidence().system().product(), PackageScope.THAT_MATTER));
        }

        assertThat(cases).hasSizeGreaterThan(10);
    }

    /** Those that it names, and of each family one that does not say what it is: it is asked for everything. */
    private static Stream<ProductSelector> products(Catalog catalog) {
        return Stream.concat(
                        catalog.updates().stream()
                                .flatMap(update -> update.fixes().stream())
                                .map(fix -> selector(fix.product())),
                        Stream.of(OsFamily.WINDOWS, OsFamily.DEBIAN, OsFamily.UBUNTU)
                                .map(family -> new ProductSelector(
                                        family,
                                        UNKNOWN,
                                        UNKNOWN,
                                        UNKNOWN,
                                        ProductType.UNKNOWN,
                                        Architecture.OTHER,
                                        UNKNOWN,
                                        UNKNOWN)))
                .distinct();
    }

    private static ProductSelector selector(ProductCondition condition) {
        return new ProductSelector(
                OsFamily.valueOf(condition.family().name()),
                condition.version().orElse(UNKNOWN),
                condition.build().map(String::valueOf).orElse(UNKNOWN),
                UNKNOWN,
                ProductType.UNKNOWN,
                Architecture.X64,
                UNKNOWN,
                condition.release().map(name -> name.toLowerCase(Locale.ROOT)).orElse(UNKNOWN));
    }

    private static List<Query<?>> taken(Catalog catalog, ProductSelector product, PackageScope scope) {
        List<Query<?>> queries = Planner.queries(catalog, product, scope);
        assertThatCode(() -> PlanLimits.require(new Plan("check", "nonce", "https://portal.test", product, queries)))
                .as("%s", product)
                .doesNotThrowAnyException();
        return queries;
    }
}
