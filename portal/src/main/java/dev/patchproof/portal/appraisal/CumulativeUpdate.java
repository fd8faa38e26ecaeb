package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update;
import java.time.Month;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cumulative update of one build of Windows.
 *
 * @param revision the lowest that has it
 * @param hotpatches revisions of the hotpatches that fix the same, with the revision of the baseline whose files each
 *     leaves on the disk; 0 where the catalog does not say it
 * @param references what proves its files
 */
record CumulativeUpdate(
        Update update, int revision, Map<Integer, Integer> hotpatches, List<ReferenceValue> references) {
    private static final int WINDOWS_10 = 10240;

    /** Hotpatches build on the cumulative updates of these months; between them no other is installed. */
    private static final Set<Month> BASELINES = Set.of(Month.JANUARY, Month.APRIL, Month.JULY, Month.OCTOBER);

    CumulativeUpdate {
        requireNonNull(update, "update");
        hotpatches = Map.copyOf(hotpatches);
        references = List.copyOf(references);
    }

    /**
     * Empty where the update is none for this build: it is not known by a revision, needs more than its files (a switch),
     * or later updates undid it.
     *
     * @param fixes those of its fixes that are for the computer, or may be
     */
    static Optional<CumulativeUpdate> of(Update update, Collection<Fix> fixes, int build) {
        boolean more = update.optIn()
                || !update.rolledBackBy().isEmpty()
                || fixes.stream().anyMatch(fix -> !fix.effects().isEmpty());
        return more || build < WINDOWS_10
                ? Optional.empty()
                : fixes.stream()
                        .flatMap(fix -> revisions(List.of(fix), build)
                                .filter(claim -> !claim.exactly())
                                .map(claim -> new CumulativeUpdate(
                                        update, claim.revision(), hotpatches(fixes, build), fix.references())))
                        .min(Comparator.comparingInt(CumulativeUpdate::revision));
    }

    /** Whether a fix is the hotpatch of this revision and has no reference values of its own. */
    boolean isBareHotpatch(Fix fix, int build, int found) {
        return fix.references().isEmpty()
                && revisions(List.of(fix), build).anyMatch(claim -> claim.exactly() && claim.revision() == found);
    }

    /** Whether both were released in one quarter of a year, so that the one is the baseline of the other's hotpatch. */
    boolean isOfTheQuarterOf(CumulativeUpdate other) {
        return update.released()
                .flatMap(mine -> other.update()
                        .released()
                        .filter(theirs -> mine.getYear() == theirs.getYear()
                                && mine.get(IsoFields.QUARTER_OF_YEAR) == theirs.get(IsoFields.QUARTER_OF_YEAR)))
                .isPresent();
    }

    /** Whether hotpatches after it start from its files. */
    boolean isBaseline() {
        return hotpatches.isEmpty()
                && update.released()
                        .filter(day -> BASELINES.contains(day.getMonth()))
                        .isPresent();
    }

    private static Map<Integer, Integer> hotpatches(Collection<Fix> fixes, int build) {
        return fixes.stream()
                .flatMap(fix -> revisions(List.of(fix), build)
                        .filter(WindowsRevision::exactly)
                        .map(claim -> Map.entry(claim.revision(), baseline(fix))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
    }

    private static int baseline(Fix hotpatch) {
        return hotpatch.references().stream()
                .flatMap(reference -> reference.<Stream<SignedBuild>>fold(
                        version -> Stream.of(),
                        digest -> Stream.of(),
                        record -> Stream.of(),
                        digests -> Stream.of(),
                        Stream::of,
                        builtIn -> Stream.of()))
                .mapToInt(SignedBuild::revision)
                .max()
                .orElse(0);
    }

    private static Stream<WindowsRevision> revisions(Collection<Fix> fixes, int build) {
        return fixes.stream()
                .flatMap(fix -> fix.claims().stream())
                .flatMap(claim -> claim.<Stream<WindowsRevision>>fold(
                        key -> Stream.of(),
                        Stream::of,
                        packages -> Stream.of(),
                        kernel -> Stream.of(),
                        serviced -> Stream.of()))
                .filter(claim -> claim.build() == build);
    }
}
