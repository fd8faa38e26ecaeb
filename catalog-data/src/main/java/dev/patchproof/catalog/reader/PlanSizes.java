package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.limits.PlanBounds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much a plan for a family of products may have to ask. A computer is asked what the fixes of its build, of its release
 * and of its version need, and those for any; so no plan asks for more than the largest of each together.
 */
final class PlanSizes {
    /** What a plan asks besides, whatever the fixes are. */
    private static final int OF_EVERY_PLAN = 10;

    private PlanSizes() {}

    /** What was expected and what was found, where a plan for some product of these fixes may become too large. */
    static Optional<String> tooMuch(List<Fix> fixes) {
        int queries = OF_EVERY_PLAN + largest(fixes, group -> queries(group).size());
        int names = largest(fixes, group -> names(group).size());
        return queries <= PlanBounds.MOST_QUERIES && names <= PlanBounds.MOST_NAMES
                ? Optional.empty()
                : Optional.of("expected at most " + PlanBounds.MOST_QUERIES + " queries and " + PlanBounds.MOST_NAMES
                        + " names of packages and files in the plan for any computer, found up to " + queries + " and "
                        + names);
    }

    private static int largest(List<Fix> fixes, ToIntFunction<List<Fix>> size) {
        Map<String, Map<String, List<Fix>>> byFact = fixes.stream()
                .collect(Collectors.groupingBy(
                        fix -> kind(fix.product()), Collectors.groupingBy(fix -> fact(fix.product()))));
        return byFact.values().stream()
                .mapToInt(
                        groups -> groups.values().stream().mapToInt(size).max().orElse(0))
                .sum();
    }

    private static String kind(ProductCondition product) {
        if (product.build().isPresent()) {
            return "build";
        }
        if (product.release().isPresent()) {
            return "release";
        }
        return product.version().isPresent() ? "version" : "any";
    }

    private static String fact(ProductCondition product) {
        return product.build()
                .map(String::valueOf)
                .or(product::release)
                .or(product::version)
                .orElse("");
    }

    private static Set<String> queries(List<Fix> fixes) {
        Set<String> queries = new HashSet<>();
        for (Fix fix : fixes) {
            files(fix).forEach(file -> {
                queries.add("file " + file);
                queries.add("signature " + file);
            });
            fix.claims().stream().flatMap(PlanSizes::key).forEach(key -> queries.add("key " + key));
            fix.effects().stream().flatMap(PlanSizes::places).forEach(place -> queries.add("value " + place));
        }
        return queries;
    }

    private static Set<String> names(List<Fix> fixes) {
        Set<String> names = new HashSet<>();
        for (Fix fix : fixes) {
            files(fix).forEach(file -> names.add("file " + file));
            fix.claims().stream().flatMap(PlanSizes::packages).forEach(name -> names.add("package " + name));
        }
        return names;
    }

    private static Stream<String> files(Fix fix) {
        return Stream.concat(
                fix.references().stream().flatMap(reference -> reference.files().stream()), fix.coreFiles().stream());
    }

    private static Stream<String> key(ClaimTest claim) {
        return claim.fold(
                key -> Stream.of(key.path() + " " + key.wow32()),
                revision -> Stream.of(),
                packages -> Stream.of(),
                kernel -> Stream.of(),
                serviced -> Stream.of());
    }

    private static Stream<String> packages(ClaimTest claim) {
        return claim.fold(
                key -> Stream.of(),
                revision -> Stream.of(),
                packages -> packages.fixedVersions().keySet().stream(),
                kernel -> kernel.images().stream(),
                serviced -> Stream.of());
    }

    private static Stream<EffectTest.Place> places(EffectTest effect) {
        return effect.fold(
                running -> Stream.of(),
                wanted -> Stream.concat(Stream.of(wanted.place()), wanted.wrongPlaces().stream()));
    }
}
