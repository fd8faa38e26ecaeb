package dev.patchproof.portal.appraisal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What proves each file of a fix. A floor of its own and a catalog signed by the vendor are two proofs of one file: either
 * will do where the other tells nothing, and either contradicts.
 */
final class FileProofs {
    private final Map<String, List<LayerAppraisal>> byFile = new LinkedHashMap<>();
    private final List<LayerAppraisal> others = new ArrayList<>();

    /** One of several proofs of a file. */
    void add(String path, LayerAppraisal proof) {
        byFile.computeIfAbsent(path.toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                .add(proof);
    }

    /** What is needed whatever else proves the files. */
    void add(LayerAppraisal needed) {
        others.add(needed);
    }

    /** All files, and all else that is needed. */
    LayerAppraisal all() {
        List<LayerAppraisal> parts = new ArrayList<>();
        byFile.values().forEach(proofs -> parts.add(either(proofs)));
        parts.addAll(others);
        return AllOf.of(parts);
    }

    private static LayerAppraisal either(List<LayerAppraisal> proofs) {
        LayerAppraisal all = AllOf.of(proofs);
        return all.is(LayerResult.FALSE)
                ? all
                : proofs.stream()
                        .filter(proof -> proof.is(LayerResult.TRUE))
                        .findFirst()
                        .orElse(all);
    }
}
