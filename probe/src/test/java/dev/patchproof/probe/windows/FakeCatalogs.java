package dev.patchproof.probe.windows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Signed catalogs in memory, as strict as Windows: each knows the files listed in it by one algorithm, an unknown
 * algorithm is no failure but has no search, and what was begun must be closed.
 */
final class FakeCatalogs implements SignedCatalogs {

    private final Map<Algorithm, Map<String, List<String>>> holding = new EnumMap<>(Algorithm.class);
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Set<Algorithm> unknown = EnumSet.noneOf(Algorithm.class);
    private final Map<Algorithm, Integer> failures = new EnumMap<>(Algorithm.class);
    private final Map<String, String> truePaths = new HashMap<>();
    private int notClosed;

    FakeCatalogs holds(Algorithm algorithm, String path, String catalog, Verdict verdict) {
        holding.computeIfAbsent(algorithm, ignored -> new HashMap<>())
                .computeIfAbsent(path, ignored -> new ArrayList<>())
                .add(catalog);
        verdicts.put(catalog, verdict);
        return this;
    }

    FakeCatalogs without(Algorithm algorithm) {
        unknown.add(algorithm);
        return this;
    }

    FakeCatalogs fails(Algorithm algorithm, int code) {
        failures.put(algorithm, code);
        return this;
    }

    /** What was opened by a path stands somewhere else. */
    FakeCatalogs standsAt(String path, String truePath) {
        truePaths.put(path, truePath);
        return this;
    }

    int notClosed() {
        return notClosed;
    }

    @Override
    public Optional<Search> search(String path, Algorithm algorithm) {
        if (unknown.contains(algorithm)) {
            return Optional.empty();
        }
        notClosed++;
        Queue<String> left =
                new ArrayDeque<>(holding.getOrDefault(algorithm, Map.of()).getOrDefault(path, List.of()));
        return Optional.of(new Search() {
            @Override
            public Optional<String> truePath() {
                return Optional.ofNullable(truePaths.get(path));
            }

            @Override
            public Optional<String> next() throws Win32Failure {
                Integer code = failures.get(algorithm);
                if (code != null) {
                    throw new Win32Failure(code, "CryptCATAdminEnumCatalogFromHash");
                }
                return Optional.ofNullable(left.poll());
            }

            @Override
            public Verdict verify(String catalog) {
                return verdicts.getOrDefault(catalog, new Verdict(0x800b_0100, Optional.empty()));
            }

            @Override
            public void close() {
                notClosed--;
            }
        });
    }
}
