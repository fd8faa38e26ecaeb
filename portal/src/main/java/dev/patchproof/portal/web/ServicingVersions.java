package dev.patchproof.portal.web;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsServicingFact;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Versions of what services Windows: told as they were found, and judged by nobody. */
final class ServicingVersions {
    private final Sentences sentences;

    ServicingVersions(Sentences sentences) {
        this.sentences = sentences;
    }

    /** One sentence for each; none where this was not read, which the outcome of the query tells. */
    List<String> of(List<Observation<?>> observations) {
        return observations.stream()
                .filter(observation -> observation.query().equals(new Query.WindowsServicing()))
                .flatMap(
                        observation -> finding(observation)
                                .<List<String>>fold(this::of, List::of, missing -> List.of(), failed -> List.of())
                                .stream())
                .toList();
    }

    private List<String> of(WindowsServicingFact fact) {
        return List.of(
                sentence("servicing-stack", fact.servicingStacks(), names -> String.join(", ", names)),
                sentence("net-framework", fact.dotNetRelease(), release -> release));
    }

    private <T> String sentence(String what, Finding<T> finding, Function<T, String> words) {
        String key = "reading.windows-servicing." + what + ".";
        return finding.<String>fold(
                value -> Sentences.fill(sentences.get(key + "there"), Map.of("found", words.apply(value))),
                () -> sentences.get(key + "absent"),
                missing -> Sentences.fill(sentences.get(key + "not-collected"), Map.of("found", missing.detail())),
                failed -> Sentences.fill(sentences.get(key + "failed"), Map.of("found", failed.code())));
    }

    @SuppressWarnings("unchecked") // Observation<T> pairs a Query<T> with a Finding<T>
    private static Finding<WindowsServicingFact> finding(Observation<?> observation) {
        return (Finding<WindowsServicingFact>) observation.finding();
    }
}
