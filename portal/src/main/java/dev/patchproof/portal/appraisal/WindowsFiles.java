package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.ReferenceValue.FileMode;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.portal.appraisal.FileBranches.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a Windows fix against the catalog's reference values. The version in a file's own bytes decides; what
 * the version call answers is only reported.
 */
final class WindowsFiles {
    private static final List<Basis> WEAKEST_FIRST = List.of(
            Basis.NONE, Basis.BUILT_IN, Basis.SYSTEM_RECORD, Basis.REFERENCE_VALUE, Basis.VENDOR_SIGNED_CATALOG);
    private static final Pattern LEADING_VERSION = Pattern.compile("\\s*((?:\\d{1,5}[.,]){3}\\d{1,5})(?!\\d)");

    private final Evidence evidence;
    private final List<Fix> alternatives;

    /** Judges with the branches that alternative fixes of the same update give for the same files. */
    WindowsFiles(Evidence evidence, List<Fix> alternatives) {
        this.evidence = evidence;
        this.alternatives = List.copyOf(alternatives);
    }

    /** Judges what proves an update that goes by these KBs. */
    LayerAppraisal appraise(List<ReferenceValue> references, Set<String> kbs) {
        if (references.isEmpty()) {
            return noReferenceValue();
        }
        FileProofs proofs = new FileProofs();
        compared(references).forEach(reference -> reference
                .<Runnable>fold(
                        version -> () -> proofs.add(version.path(), version(version)),
                        digest -> () -> proofs.add(digest(digest, ofSameFile(references, digest))),
                        record -> () -> proofs.add(noReferenceValue()),
                        digests -> () -> proofs.add(noReferenceValue()),
                        build -> () -> new VendorCatalogs(evidence)
                                .appraise(build, kbs)
                                .forEach(proofs::add),
                        builtIn -> () ->
                                proofs.add(LayerAppraisal.of(LayerResult.TRUE, ReasonCode.BUILT_INTO_RELEASE, "")))
                .run());
        LayerAppraisal all = proofs.all();
        return all.is(LayerResult.NOT_APPLICABLE) ? all.as(LayerResult.NOT_EVALUATED) : all;
    }

    /** What an answer about these references rests on: the weakest of them, where they differ. */
    static Basis basis(List<ReferenceValue> references) {
        return compared(references).stream()
                .map(reference -> reference.<Basis>fold(
                        version -> Basis.REFERENCE_VALUE,
                        digest -> Basis.REFERENCE_VALUE,
                        record -> Basis.SYSTEM_RECORD,
                        digests -> Basis.REFERENCE_VALUE,
                        build -> Basis.VENDOR_SIGNED_CATALOG,
                        builtIn -> Basis.BUILT_IN))
                .min(Comparator.comparingInt(WEAKEST_FIRST::indexOf))
                .orElse(Basis.NONE);
    }

    /** That every computer has the code proves nothing beside a file that not every computer has. */
    private static List<ReferenceValue> compared(List<ReferenceValue> references) {
        List<ReferenceValue> toCompare = references.stream()
                .filter(reference -> !reference.equals(new ReferenceValue.BuiltIn()))
                .toList();
        return toCompare.isEmpty() ? references : toCompare;
    }

    private static Optional<ReferenceValue.FileVersion> ofSameFile(
            List<ReferenceValue> references, ReferenceValue.FileDigest digest) {
        return versions(references)
                .filter(version -> version.path().equalsIgnoreCase(digest.path()))
                .findFirst();
    }

    /** The references that are versions of files. */
    static Stream<ReferenceValue.FileVersion> versions(List<ReferenceValue> references) {
        return references.stream()
                .flatMap(reference -> reference.<Stream<ReferenceValue.FileVersion>>fold(
                        Stream::of,
                        digest -> Stream.of(),
                        record -> Stream.of(),
                        digests -> Stream.of(),
                        build -> Stream.of(),
                        builtIn -> Stream.of()));
    }

    private static LayerAppraisal noReferenceValue() {
        return LayerAppraisal.of(LayerResult.NOT_EVALUATED, ReasonCode.NO_REFERENCE_VALUE, "");
    }

    /** The paths of the files that the references name, as the catalog writes them. */
    static List<String> paths(List<ReferenceValue> references) {
        return references.stream()
                .flatMap(reference -> reference.files().stream())
                .distinct()
                .toList();
    }

    private LayerAppraisal version(ReferenceValue.FileVersion reference) {
        FileBranches branches = new FileBranches(reference.floors(), floorsOfAlternatives(reference));
        return file(reference.path(), reference.mode(), branches.floors(), fact -> version(branches, fact));
    }

    private LayerAppraisal digest(
            ReferenceValue.FileDigest reference, Optional<ReferenceValue.FileVersion> ofSameFile) {
        return file(reference.path(), reference.mode(), "", fact -> {
            boolean known = reference.sha256().contains(fact.sha256());
            Optional<Position> position = ofSameFile.flatMap(version -> InstalledFile.version(fact)
                    .map(found -> new FileBranches(version.floors(), floorsOfAlternatives(version))
                            .of(found, fact.versionString())));
            if (known || position.isEmpty()) {
                return digest(
                        known ? LayerResult.TRUE : LayerResult.UNKNOWN,
                        known ? ReasonCode.FILE_DIGEST_KNOWN : ReasonCode.FILE_DIGEST_UNKNOWN,
                        fact);
            }
            return switch (position.get()) {
                case AT_FLOOR -> digest(LayerResult.UNKNOWN, ReasonCode.FILE_SAME_VERSION_OTHER_CONTENT, fact);
                case ABOVE_FLOOR -> digest(LayerResult.NOT_APPLICABLE, ReasonCode.FILE_DIGEST_OF_NEWER_VERSION, fact);
                case BELOW_FLOOR, UNDECIDED -> digest(LayerResult.UNKNOWN, ReasonCode.FILE_DIGEST_UNKNOWN, fact);
            };
        });
    }

    private static LayerAppraisal digest(LayerResult result, ReasonCode code, WindowsFileFact fact) {
        return LayerAppraisal.of(
                result,
                code,
                fact.path(),
                "",
                code == ReasonCode.FILE_SAME_VERSION_OTHER_CONTENT
                        ? InstalledFile.version(fact).map(Object::toString).orElse("") + ", " + fact.sha256()
                        : fact.sha256());
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
        fact.versionString()
                .fold(
                        name -> named(name)
                                        .filter(other -> !other.equals(found))
                                        .isPresent()
                                && reasons.add(new Reason(ReasonCode.VERSION_STRING_DIFFERS, path, text, name)),
                        () -> false,
                        missing -> false,
                        failed -> false);
        fact.apiVersion()
                .fold(
                        answer -> answer.equals(text)
                                || reasons.add(new Reason(ReasonCode.VERSION_CALL_DISAGREES, path, text, answer)),
                        () -> false,
                        missing -> false,
                        failed -> false);
        return new LayerAppraisal(judged.result(), reasons);
    }

    /** The version that a FileVersion string begins with, {@code 5.1.2600.1230 (xpsp2.030804-1745)}. */
    private static Optional<WindowsVersion> named(String versionString) {
        Matcher leading = LEADING_VERSION.matcher(versionString);
        return leading.lookingAt() ? InstalledFile.parse(leading.group(1).replace(',', '.')) : Optional.empty();
    }

    private List<BranchFloor> floorsOfAlternatives(ReferenceValue.FileVersion reference) {
        return alternatives.stream()
                .flatMap(fix -> versions(fix.references()))
                .filter(other -> other.path().equalsIgnoreCase(reference.path()))
                .flatMap(other -> other.floors().stream())
                .toList();
    }
}
