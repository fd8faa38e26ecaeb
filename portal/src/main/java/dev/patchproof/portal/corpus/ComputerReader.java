package dev.patchproof.portal.corpus;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.EvidenceClaims;
import dev.patchproof.evidence.MalformedClaimsException;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Query;
import dev.patchproof.portal.collection.Planner;
import dev.patchproof.portal.corpus.CaseFile.ComputerPart;
import dev.patchproof.portal.corpus.CorpusException.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the evidence of a case's computers out of that of the first and of what the others have instead. */
final class ComputerReader {
    private static final String DIGEST = "0".repeat(64);

    /** What evidence has to hold and judging never reads. */
    private static final Map<String, Object> BESIDE_THE_POINT = Map.of(
            "hostName",
            Map.of("exists", "known-liar"),
            "elevated",
            Map.of("exists", false),
            "jvmArchitecture",
            "x64",
            "jvmVersion",
            "17");

    private final String file;
    private final LocalDate day;
    private final Catalog catalog;
    private final ComputerPart first;

    ComputerReader(String file, LocalDate day, Catalog catalog, ComputerPart first) {
        this.file = file;
        this.day = day;
        this.catalog = catalog;
        this.first = first;
    }

    List<CaseComputer> read(String list, List<ComputerPart> parts) {
        List<CaseComputer> computers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            computers.add(read(list + "/" + i, parts.get(i)));
        }
        return computers;
    }

    private CaseComputer read(String path, ComputerPart part) {
        Evidence evidence = evidence(path, part);
        requireAnswers(path, evidence);
        return new CaseComputer(part.name(), part.words(), evidence, part.expected());
    }

    private Evidence evidence(String path, ComputerPart part) {
        Map<String, Object> claims = Map.of(
                "planDigest",
                DIGEST,
                "probeDigest",
                Map.of("exists", DIGEST),
                "startedAt",
                day + "T11:59:00Z",
                "finishedAt",
                day + "T12:00:00Z",
                "system",
                system(path, part),
                "observations",
                observations(path, part));
        try {
            return EvidenceClaims.fromClaims(claims);
        } catch (MalformedClaimsException e) {
            throw new CorpusException(Reason.NOT_EVIDENCE, file, path, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> system(String path, ComputerPart part) {
        Map<String, Object> system = new LinkedHashMap<>(first.system());
        system.putAll(part.system());
        BESIDE_THE_POINT.forEach((name, value) -> {
            if (system.put(name, value) != null) {
                throw new CorpusException(
                        Reason.NOT_EVIDENCE, file, path + "/system", "expected no " + name + ": nothing judges it");
            }
        });
        return system;
    }

    private List<Map<String, Object>> observations(String path, ComputerPart part) {
        Map<Object, Map<String, Object>> byQuery = new LinkedHashMap<>();
        first.observations().forEach(observation -> byQuery.put(observation.getOrDefault("query", ""), observation));
        if (!part.equals(first)) {
            part.observations().forEach(observation -> {
                if (byQuery.replace(observation.getOrDefault("query", ""), observation) == null) {
                    throw new CorpusException(
                            Reason.NOT_EVIDENCE,
                            file,
                            path + "/observations",
                            "expected a query that the first clean computer answers, found "
                                    + observation.get("query"));
                }
            });
        } else if (byQuery.size() != first.observations().size()) {
            throw new CorpusException(
                    Reason.NOT_EVIDENCE, file, path + "/observations", "expected every query once, found one twice");
        }
        return List.copyOf(byQuery.values());
    }

    private void requireAnswers(String path, Evidence evidence) {
        Set<Query<?>> asked =
                new LinkedHashSet<>(Planner.queries(catalog, evidence.system().product()));
        Set<Query<?>> answered = new LinkedHashSet<>();
        evidence.observations().stream().map(Observation::query).forEach(answered::add);
        Set<Query<?>> missing = new LinkedHashSet<>(asked);
        missing.removeAll(answered);
        answered.removeAll(asked);
        if (!missing.isEmpty() || !answered.isEmpty()) {
            throw new CorpusException(
                    Reason.OTHER_QUESTIONS,
                    file,
                    path + "/observations",
                    "expected answers to exactly what the plan asks, found none to " + missing + " and some to "
                            + answered);
        }
    }
}
