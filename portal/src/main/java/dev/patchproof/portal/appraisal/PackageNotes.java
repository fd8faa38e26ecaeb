package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the dpkg database shows beside the updates that are judged: each worth saying, none an update's verdict. */
final class PackageNotes {
    private static final int MOST_NAMES = 50;
    private static final Set<ReasonCode> NO_ARCHIVE_EXPLAINED = EnumSet.of(
            ReasonCode.PACKAGE_VERSION_BELOW, ReasonCode.KERNEL_IMAGE_BELOW, ReasonCode.PACKAGE_FROM_NO_ARCHIVE);

    private final List<DebianPackage> there;
    private final Set<String> judged;
    private final Set<String> told;
    private final OtherMaker maker;

    private PackageNotes(List<DebianPackage> there, Set<String> judged, Set<String> told, OtherMaker maker) {
        this.there = there;
        this.judged = judged;
        this.told = told;
        this.maker = maker;
    }

    /**
     * The notes on one computer.
     *
     * @param judged names of the packages that an update of the catalog is about
     * @param results what was said of those updates
     */
    static List<Reason> of(Evidence evidence, Set<String> judged, List<UpdateResult> results) {
        List<DebianPackage> there = installed(evidence).distinct().toList();
        return new PackageNotes(
                        there,
                        judged,
                        told(results),
                        new OtherMaker(evidence.system().product()))
                .notes();
    }

    /** Every package that was looked at and is there, in whatever state. */
    static Stream<DebianPackage> installed(Evidence evidence) {
        return evidence.observations().stream()
                .map(Observation::finding)
                .flatMap(PackageNotes::packages)
                .filter(known -> DpkgState.of(known.status()) != DpkgState.NOT_THERE);
    }

    /** Of which packages their update's result says already why no archive may offer them. */
    private static Set<String> told(List<UpdateResult> results) {
        return results.stream()
                .flatMap(result -> result.layers().values().stream())
                .flatMap(layer -> layer.reasons().stream())
                .filter(reason -> NO_ARCHIVE_EXPLAINED.contains(reason.code()))
                .map(Reason::subject)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<DebianPackage> packages(Finding<?> finding) {
        return finding.<Stream<DebianPackage>>fold(
                found -> found instanceof DebianPackagesFact fact ? fact.packages().stream() : Stream.of(),
                Stream::of,
                missing -> Stream.of(),
                failed -> Stream.of());
    }

    private List<Reason> notes() {
        return Stream.of(
                        note(ReasonCode.PACKAGES_HELD, known -> known.status().startsWith("hold ")),
                        note(
                                ReasonCode.OTHER_PACKAGES_NOT_INSTALLED,
                                known -> isOther(known) && DpkgState.of(known.status()) != DpkgState.INSTALLED),
                        note(ReasonCode.OTHER_PACKAGES_DIFFER, known -> isOther(known) && differs(known)),
                        note(
                                ReasonCode.OTHER_PACKAGES_FROM_OTHER_ARCHIVES,
                                known -> isOther(known) && isFromOtherArchive(known)),
                        note(
                                ReasonCode.PACKAGES_FROM_NO_ARCHIVE,
                                known -> !told.contains(known.name()) && isFromNoArchive(known)))
                .flatMap(each -> each)
                .toList();
    }

    private Stream<Reason> note(ReasonCode code, Predicate<DebianPackage> seen) {
        List<String> names = there.stream()
                .filter(seen)
                .map(DebianPackage::name)
                .distinct()
                .sorted()
                .toList();
        return names.isEmpty()
                ? Stream.of()
                : Stream.of(new Reason(
                        code,
                        names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                                + (names.size() > MOST_NAMES ? ", ..." : ""),
                        "",
                        Integer.toString(names.size())));
    }

    private boolean isOther(DebianPackage known) {
        return !judged.contains(known.name());
    }

    private static boolean differs(DebianPackage known) {
        return known.files()
                .<Boolean>fold(
                        files -> Stream.concat(
                                        files.differing().stream().map(file -> DifferingFiles.of(file, known)),
                                        StrayLinks.of(files).stream())
                                .anyMatch(file -> file.is(LayerResult.FALSE)),
                        () -> false,
                        missing -> false,
                        failed -> false);
    }

    /** Lists that were not read say nothing of it. */
    private static boolean isFromNoArchive(DebianPackage known) {
        return known.archives().<Boolean>fold(archives -> false, () -> true, missing -> false, failed -> false);
    }

    private boolean isFromOtherArchive(DebianPackage known) {
        return known.archives()
                .<Boolean>fold(
                        archives -> !maker.isDistributions(archives), () -> false, missing -> false, failed -> false);
    }
}
