package dev.patchproof.portal.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.Update;
import dev.patchproof.portal.collection.Planner;
import dev.patchproof.portal.corpus.CaseComputer;
import dev.patchproof.portal.corpus.KnownLiars;
import dev.patchproof.portal.corpus.LiarCase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cases of the corpus that one portal can serve: none of their catalogs has anything for a computer of another case, and
 * no id twice.
 */
record HostedCases(List<LiarCase> cases) {
    HostedCases {
        cases = List.copyOf(cases);
    }

    /** The cases that Wine can host, in as few groups as they can be put into one after the other. */
    static List<HostedCases> all() {
        List<List<LiarCase>> groups = new ArrayList<>();
        for (LiarCase each : KnownLiars.shipped().cases()) {
            if (each.wine().hosts().isEmpty()) {
                continue;
            }
            groups.stream()
                    .filter(group -> group.stream().allMatch(other -> areApart(each, other)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<LiarCase> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(each);
        }
        return groups.stream().map(HostedCases::new).toList();
    }

    private static boolean areApart(LiarCase one, LiarCase other) {
        return Collections.disjoint(ids(one), ids(other)) && hasNothingFor(one, other) && hasNothingFor(other, one);
    }

    private static boolean hasNothingFor(LiarCase one, LiarCase other) {
        return other.computers().stream().allMatch(computer -> Planner.queries(
                        one.catalog(), computer.evidence().system().product())
                .isEmpty());
    }

    private static Set<String> ids(LiarCase liarCase) {
        Set<String> ids = liarCase.catalog().updates().stream().map(Update::id).collect(Collectors.toSet());
        liarCase.catalog().products().stream().map(ProductRelease::id).forEach(ids::add);
        return ids;
    }

    /** The catalogs of the cases as a directory that a portal can be started with. */
    Path catalog(Path folder) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (LiarCase each : cases) {
            try (InputStream file = KnownLiars.class.getResourceAsStream("/known-liars/" + each.id() + ".json")) {
                byte[] catalog = mapper.writeValueAsBytes(
                        mapper.readTree(Objects.requireNonNull(file, each.id())).get("catalog"));
                Files.write(folder.resolve(each.id() + ".json"), catalog);
            }
        }
        return folder;
    }

    String requiredMitigations() {
        return cases.stream()
                .flatMap(each -> each.requiredMitigations().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(","));
    }

    static List<CaseComputer> hosted(LiarCase liarCase) {
        return liarCase.computers().stream()
                .filter(computer -> liarCase.wine().hosts().contains(computer.name()))
                .toList();
    }

    @Override
    public String toString() {
        return cases.stream().map(LiarCase::id).collect(Collectors.joining(", "));
    }
}
