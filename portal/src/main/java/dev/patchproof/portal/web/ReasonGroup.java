package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reasons of one code under one sentence.
 *
 * @param code name of the code
 * @param instances where it was seen, as many as a page bears; empty where the sentence says it all
 * @param moreWords how many more there are; empty where none
 */
record ReasonGroup(String code, String words, List<ReasonView> instances, String moreWords) {
    private static final int MOST_INSTANCES = 12;

    static List<ReasonGroup> of(Sentences sentences, List<Reason> reasons) {
        Map<String, List<Reason>> byCode = reasons.stream()
                .collect(
                        Collectors.groupingBy(reason -> reason.code().name(), LinkedHashMap::new, Collectors.toList()));
        return byCode.entrySet().stream()
                .map(entry -> of(sentences, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ReasonGroup of(Sentences sentences, String code, List<Reason> reasons) {
        int more = reasons.size() - MOST_INSTANCES;
        List<ReasonView> shown = reasons.stream()
                .limit(MOST_INSTANCES)
                .map(reason -> ReasonView.of(sentences, reason, Optional.empty()))
                .toList();
        return new ReasonGroup(
                code,
                shown.get(0).words(),
                shown.stream().filter(ReasonView::hasValues).toList(),
                more > 0 ? sentences.counted("reasons", more) : "");
    }
}
