package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.evidence.DebianPackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the digest of dpkg's record tells by the records that the repository's own packages carry. Files and record of
 * one version under the status of another agree with each other; only the repository knows better.
 *
 * @param sha256 binary package to version to architecture
 */
record RecordDigests(Map<String, Map<String, Map<String, String>>> sha256) {
    static final RecordDigests NONE = new RecordDigests(Map.of());

    RecordDigests {
        sha256 = Map.copyOf(sha256);
    }

    /** Those of several references of one fix, each about packages of its own. */
    static RecordDigests of(Stream<Map<String, Map<String, Map<String, String>>>> references) {
        return new RecordDigests(references
                .flatMap(each -> each.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one)));
    }

    /**
     * Judges the record of one package; empty where the catalog has nothing on this version of it.
     *
     * @param recordDigest sha256 of the record that lies on the computer
     */
    Optional<LayerAppraisal> judge(DebianPackage known, String recordDigest) {
        Map<String, Map<String, String>> versions = sha256.getOrDefault(known.name(), Map.of());
        Set<String> right = digests(versions.getOrDefault(known.version(), Map.of()), known);
        if (right.contains(recordDigest)) {
            return Optional.of(LayerAppraisal.of(
                    LayerResult.TRUE, ReasonCode.PACKAGE_RECORD_KNOWN, known.name(), "", known.version()));
        }
        List<String> others = versions.entrySet().stream()
                .filter(version -> digests(version.getValue(), known).contains(recordDigest))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!others.isEmpty()) {
            return Optional.of(LayerAppraisal.of(
                    others.stream().allMatch(other -> isOlder(other, known.version()))
                            ? LayerResult.FALSE
                            : LayerResult.UNKNOWN,
                    ReasonCode.PACKAGE_RECORD_OF_ANOTHER_VERSION,
                    known.name(),
                    known.version(),
                    String.join(", ", others)));
        }
        return right.isEmpty()
                ? Optional.empty()
                : Optional.of(LayerAppraisal.of(
                        LayerResult.UNKNOWN,
                        ReasonCode.PACKAGE_RECORD_UNKNOWN,
                        known.name(),
                        known.version(),
                        recordDigest));
    }

    /** Of the package's architecture; of every one where that was not told. */
    private static Set<String> digests(Map<String, String> byArchitecture, DebianPackage known) {
        return byArchitecture.entrySet().stream()
                .filter(entry ->
                        known.architecture().isEmpty() || entry.getKey().equals(known.architecture()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isOlder(String version, String than) {
        try {
            return new DebianVersion(version).compareTo(new DebianVersion(than)) < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
