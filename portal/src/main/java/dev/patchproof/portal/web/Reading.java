package dev.patchproof.portal.web;

import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was read on the computer, by kind of query, named one by one. */
record Reading(List<Kind> kinds) {

    static Reading of(Sentences sentences, List<Observation<?>> observations) {
        Map<String, List<Observation<?>>> byKind = new LinkedHashMap<>();
        for (Observation<?> observation : observations) {
            byKind.computeIfAbsent(observation.query().kind(), kind -> new ArrayList<>())
                    .add(observation);
        }
        return new Reading(byKind.entrySet().stream()
                .map(entry -> Kind.of(sentences, entry.getKey(), entry.getValue()))
                .toList());
    }

    /**
     * One kind of query.
     *
     * @param outcome how many were there, were not, were not looked at, failed
     * @param facts what was found and no update is judged by
     * @param things what was asked for, one by one, each in pieces between which a line may break
     */
    record Kind(
            String name, String remark, String count, String outcome, List<String> facts, List<List<String>> things) {
        static Kind of(Sentences sentences, String kind, List<Observation<?>> observations) {
            List<List<String>> things = observations.stream()
                    .flatMap(observation -> observation.query().fold(new Things()).stream())
                    .map(PlainText::pieces)
                    .toList();
            Map<String, Integer> outcomes = new LinkedHashMap<>();
            for (Observation<?> observation : observations) {
                String outcome = observation
                        .finding()
                        .<String>fold(value -> "there", () -> "absent", missing -> "not-collected", failed -> "failed");
                outcomes.merge(outcome, 1, Integer::sum);
            }
            List<String> words = new ArrayList<>();
            outcomes.forEach((outcome, count) -> words.add(Sentences.fill(
                    sentences.get("reading.outcome." + outcome), Map.of("count", Sentences.count(count)))));
            return new Kind(
                    sentences.get("reading." + kind),
                    sentences.get("reading." + kind + ".remark"),
                    Sentences.count(Math.max(1, things.size())),
                    String.join(", ", words),
                    new ServicingVersions(sentences).of(observations),
                    things);
        }
    }

    /** What a query names; empty where its kind says it all. */
    private static final class Things implements Query.Cases<List<String>> {
        @Override
        public List<String> registryKey(Query.RegistryKey query) {
            return List.of(query.path());
        }

        @Override
        public List<String> registryValue(Query.RegistryValue query) {
            return List.of(query.path() + "\\" + query.name());
        }

        @Override
        public List<String> windowsFile(Query.WindowsFile query) {
            return List.of(query.path());
        }

        @Override
        public List<String> windowsRestart(Query.WindowsRestart query) {
            return List.of();
        }

        @Override
        public List<String> debianPackages(Query.DebianPackages query) {
            return query.names();
        }

        @Override
        public List<String> linuxKernel(Query.LinuxKernel query) {
            return List.of();
        }

        @Override
        public List<String> replacedMappings(Query.ReplacedMappings query) {
            return List.of();
        }

        @Override
        public List<String> rebootRequired(Query.RebootRequired query) {
            return List.of();
        }

        @Override
        public List<String> everyDebianPackage(Query.EveryDebianPackage query) {
            return List.of();
        }

        @Override
        public List<String> windowsServicing(Query.WindowsServicing query) {
            return List.of();
        }

        @Override
        public List<String> fileSignature(Query.FileSignature query) {
            return List.of(query.path());
        }

        @Override
        public List<String> loadedModules(Query.LoadedModules query) {
            return query.paths();
        }

        @Override
        public List<String> windowsKernel(Query.WindowsKernel query) {
            return List.of();
        }

        @Override
        public List<String> ubuntuOffers(Query.UbuntuOffers query) {
            return List.of();
        }
    }
}
