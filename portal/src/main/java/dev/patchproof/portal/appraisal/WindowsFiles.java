package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.ReferenceValue.FileMode;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsFileFact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The files of a Windows fix against the catalog's reference values. The version in a file's own bytes decides; what
 * the version call answers is only reported.
 */
final class WindowsFiles {
    private final Evidence evidence;
    private final List<Fix> alternatives;

    /** Judges with the branches that alternative fixes of the same update give for the same files. */
    WindowsFiles(Evidence evidence, List<Fix> alternatives) {
        this.evidence = evidence;
        this.alternatives = List.copyOf(alternatives);
    }

    LayerAppraisal appraise(List<ReferenceValue> references) {
        if (references.isEmpty()) {
            return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NO_REFERENCE_VALUE, "");
        }
        LayerAppraisal all = AllOf.of(references.stream()
                .map(reference -> reference.<LayerAppraisal>fold(
                        this::version,
                        this::digest,
                        record -> LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NO_REFERENCE_VALUE, "")))
                .toList());
        return all.is(LayerResult.NOT_APPLICABLE) ? all.as(LayerResult.NOT_EVALUATED) : all;
    }

    /** The paths of the files that the references name, as the catalog writes them. */
    static List<String> paths(List<ReferenceValue> references) {
        return references.stream()
                .flatMap(reference -> reference.<Stream<String>>fold(
                        file -> Stream.of(file.path()), file -> Stream.of(file.path()), record -> Stream.of()))
                .distinct()
                .toList();
    }

    private LayerAppraisal version(ReferenceValue.FileVersion reference) {
        FileBranches branches = new FileBranches(reference.floors(), floorsOfAlternatives(reference));
        return file(reference.path(), reference.mode(), branches.floors(), fact -> version(branches, fact));
    }

    private LayerAppraisal digest(ReferenceValue.FileDigest reference) {
        return file(reference.path(), reference.mode(), "", fact -> {
            boolean known = reference.sha256().contains(fact.sha256());
            return LayerAppraisal.of(
                    known ? LayerResult.TRUE : LayerResult.UNKNOWN,
                    known ? ReasonCode.FILE_DIGEST_KNOWN : ReasonCode.FILE_DIGEST_UNKNOWN,
                    fact.path(),
                    "",
                    fact.sha256());
        });
    }

    private LayerAppraisal file(
            String path, FileMode mode, String expected, Function<WindowsFileFact, LayerAppraisal> present) {
        return evidence.find(new Query.WindowsFile(path))
                .<LayerAppraisal>fold(
                        present,
                        () -> switch (mode) {
                            case MUST_EXIST ->
                                LayerAppraisal.of(LayerResult.FALSE, ReasonCode.FILE_ABSENT, path, expected, "");
                            case ONLY_IF_PRESENT ->
                                LayerAppraisal.of(LayerResult.NOT_APPLICABLE, ReasonCode.FILE_ABSENT_ALLOWED, path);
                        },
                        missing -> notCollected(path, expected, missing.detail()),
                        failed -> unreadable(path, expected, failed.code()));
    }

    private LayerAppraisal version(FileBranches branches, WindowsFileFact fact) {
        String path = fact.path();
        String expected = branches.floors();
        return fact.fixedVersion()
                .<LayerAppraisal>fold(
                        text -> version(branches, fact, text),
                        () -> LayerAppraisal.of(
                                LayerResult.UNKNOWN, ReasonCode.FILE_WITHOUT_VERSION, path, expected, ""),
                        missing -> notCollected(path, expected, missing.detail()),
                        failed -> unreadable(path, expected, failed.code()));
    }

    private static LayerAppraisal notCollected(String path, String expected, String why) {
        return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.FILE_NOT_COLLECTED, path, expected, why);
    }

    private static LayerAppraisal unreadable(String path, String expected, String found) {
        return LayerAppraisal.of(LayerResult.ERROR, ReasonCode.FILE_UNREADABLE, path, expected, found);
    }

    private static LayerAppraisal version(FileBranches branches, WindowsFileFact fact, String text) {
        String path = fact.path();
        String expected = branches.floors();
        WindowsVersion found;
        try {
            found = WindowsVersion.parse(text);
        } catch (IllegalArgumentException e) {
            return unreadable(path, expected, text);
        }
        LayerAppraisal judged =
                switch (branches.of(found, fact.versionString())) {
                    case AT_FLOOR ->
                        LayerAppraisal.of(LayerResult.TRUE, ReasonCode.FILE_VERSION_REACHED, path, expected, text);
                    case ABOVE_FLOOR ->
                        LayerAppraisal.of(LayerResult.TRUE, ReasonCode.FILE_VERSION_NEWER, path, expected, text);
                    case BELOW_FLOOR ->
                        LayerAppraisal.of(LayerResult.FALSE, ReasonCode.FILE_VERSION_BELOW, path, expected, text);
                    case UNDECIDED ->
                        LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.FILE_BRANCH_UNKNOWN, path, expected, text);
                };
        List<Reason> reasons = new ArrayList<>(judged.reasons());
        fact.apiVersion()
                .fold(
                        answer -> answer.equals(text)
                                || reasons.add(new Reason(ReasonCode.VERSION_CALL_DISAGREES, path, text, answer)),
                        () -> false,
                        missing -> false,
                        failed -> false);
        return new LayerAppraisal(judged.result(), reasons);
    }

    private List<BranchFloor> floorsOfAlternatives(ReferenceValue.FileVersion reference) {
        return alternatives.stream()
                .flatMap(fix -> fix.references().stream())
                .flatMap(other -> other.<Stream<ReferenceValue.FileVersion>>fold(
                        Stream::of, file -> Stream.of(), record -> Stream.of()))
                .filter(other -> other.path().equalsIgnoreCase(reference.path()))
                .flatMap(other -> other.floors().stream())
                .toList();
    }
}
