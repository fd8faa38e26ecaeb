package dev.patchproof.portal.appraisal;

import java.util.Comparator;
import java.util.List;

/**
 * Several findings of one layer that must all hold (OVAL's AND): one FALSE decides, then what could not be told, worst
 * first; what is NOT_APPLICABLE counts nothing. The grounds of what decided come first.
 */
final class AllOf {
    private static final List<LayerResult> WORST_FIRST = List.of(
            LayerResult.FALSE,
            LayerResult.ERROR,
            LayerResult.UNKNOWN,
            LayerResult.NOT_EVALUATED,
            LayerResult.TRUE,
            LayerResult.NOT_APPLICABLE);

    private AllOf() {}

    static LayerAppraisal of(List<LayerAppraisal> parts) {
        List<LayerAppraisal> worstFirst = parts.stream()
                .sorted(Comparator.comparingInt(part -> WORST_FIRST.indexOf(part.result())))
                .toList();
        if (worstFirst.isEmpty()) {
            throw new IllegalArgumentException("nothing to put together");
        }
        return new LayerAppraisal(
                worstFirst.get(0).result(),
                worstFirst.stream()
                        .flatMap(part -> part.reasons().stream())
                        .distinct()
                        .toList());
    }
}
