package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.PackageDigests;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Digests that lie in a file of their own, so that importing a suite anew does not lose them, joined to the fixes that
 * they are reference values of: those of the same release that name one of the packages.
 */
final class RepositoryDigests {
    private final Map<Distribution, Map<String, Map<String, Map<String, String>>>> all = new HashMap<>();

    void add(Cursor at) {
        Optional<Family> family = at.optional("family", Values.constant(Family.class));
        if (family.isEmpty()) {
            return;
        }
        Map<String, Map<String, Map<String, String>>> known =
                all.computeIfAbsent(new Distribution(family.get(), at.text("release")), ignored -> new HashMap<>());
        for (Cursor name : at.at("sha256").fields()) {
            for (Cursor version : name.fields()) {
                Map<String, String> byArchitecture = known.computeIfAbsent(name.name(), ignored -> new HashMap<>())
                        .computeIfAbsent(version.name(), ignored -> new HashMap<>());
                version.fields().forEach(digest -> add(digest, byArchitecture));
            }
        }
    }

    /** The update, with the digests of its packages as one more reference value of each fix. */
    Update joinedTo(Update update) {
        List<Fix> fixes = update.fixes().stream().map(this::joinedTo).toList();
        return fixes.equals(update.fixes()) ? update : update.withFixes(fixes);
    }

    private static void add(Cursor digest, Map<String, String> byArchitecture) {
        String before = byArchitecture.putIfAbsent(digest.name(), digest.text());
        if (before != null && !before.equals(digest.text())) {
            digest.problem(
                    Reason.DUPLICATE,
                    "expected one digest per package, version and architecture, found also " + before);
        }
    }

    private Fix joinedTo(Fix fix) {
        Map<String, Map<String, Map<String, String>>> known = of(fix.product());
        Map<String, Map<String, Map<String, String>>> own = known.isEmpty()
                ? Map.of()
                : fix.claims().stream()
                        .flatMap(RepositoryDigests::packages)
                        .distinct()
                        .filter(known::containsKey)
                        .collect(Collectors.toMap(name -> name, name -> known.getOrDefault(name, Map.of())));
        if (own.isEmpty()) {
            return fix;
        }
        List<ReferenceValue> references = new ArrayList<>(fix.references());
        references.add(new PackageDigests(own));
        return new Fix(fix.product(), fix.line(), fix.claims(), references, fix.effects(), fix.coreFiles());
    }

    private Map<String, Map<String, Map<String, String>>> of(ProductCondition product) {
        return product.release()
                .map(release -> all.getOrDefault(
                        new Distribution(product.family(), release),
                        Map.<String, Map<String, Map<String, String>>>of()))
                .orElse(Map.of());
    }

    private static Stream<String> packages(ClaimTest claim) {
        return claim.<Stream<String>>fold(
                key -> Stream.of(),
                revision -> Stream.of(),
                packages -> packages.fixedVersions().keySet().stream(),
                kernel -> kernel.images().stream(),
                serviced -> Stream.of());
    }

    private record Distribution(Family family, String release) {}
}
