package dev.patchproof.portal.appraisal;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What updates need of each other, and what undoes them. An update that nothing speaks for is left as it is. */
final class Dependencies {
    private final List<Judged> updates;
    private final Map<String, Judged> byId;
    private final Supersedence supersedence;
    private final ServicedPackages packages;

    Dependencies(List<Judged> updates, ServicedPackages packages, CumulativeUpdates line) {
        this.updates = updates;
        this.packages = packages;
        byId = updates.stream().collect(toUnmodifiableMap(Judged::id, Function.identity()));
        supersedence = new Supersedence(updates, line);
    }

    /** All of them, those in doubt with the ground of it. */
    List<Judged> doubted() {
        return updates.stream().map(this::doubted).toList();
    }

    private Judged doubted(Judged judged) {
        if (!judged.passes()) {
            return judged;
        }
        return Stream.of(undone(judged), missing(judged), tooLate(judged), unproven(judged))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(judged);
    }

    /** Any trace of an update that undoes this one will do, and so will not knowing whether there is one. */
    private Optional<Judged> undone(Judged judged) {
        return judged.update().rolledBackBy().stream()
                .flatMap(id -> Stream.ofNullable(byId.get(id)))
                .filter(Dependencies::mayBeThere)
                .findFirst()
                .flatMap(undoing -> undone(judged, undoing.id()));
    }

    private static boolean mayBeThere(Judged undoing) {
        return switch (undoing.claimed()) {
            case TRUE, UNKNOWN, ERROR, NOT_EVALUATED -> true;
            case FALSE, NOT_APPLICABLE -> undoing.best().onDisk().is(LayerResult.TRUE);
        };
    }

    private Optional<Judged> undone(Judged judged, String by) {
        Reason repair = new Reason(ReasonCode.ROLLED_BACK_AND_REPAIR_NOT_PROVEN, by, "", "");
        if (!supersedence.isRepairClaimed(judged)) {
            return Optional.of(judged.doubted(new Reason(ReasonCode.ROLLED_BACK, by, "", "")));
        }
        return judged.proven() ? Optional.of(judged.unproven(repair)) : Optional.empty();
    }

    private Optional<Judged> missing(Judged judged) {
        return prerequisites(judged)
                .filter(needed -> !needed.passes() && !waitsForRestart(needed) && !isReplaced(needed))
                .findFirst()
                .map(needed -> judged.doubted(new Reason(ReasonCode.PREREQUISITE_NOT_PROVEN, needed.id(), "", "")));
    }

    private Optional<Judged> unproven(Judged judged) {
        return prerequisites(judged)
                .filter(needed ->
                        judged.proven() && !needed.proven() && !waitsForRestart(needed) && !isReplaced(needed))
                .findFirst()
                .map(needed -> judged.unproven(new Reason(ReasonCode.PREREQUISITE_NOT_PROVEN, needed.id(), "", "")));
    }

    /** Prerequisites count only when they came first, one after the other; a time that is not known says nothing. */
    private Optional<Judged> tooLate(Judged judged) {
        List<Judged> inOrder = new ArrayList<>(prerequisites(judged).toList());
        inOrder.add(judged);
        for (int later = 1; later < inOrder.size(); later++) {
            Judged needed = inOrder.get(later - 1);
            Optional<Instant> before = packages.installedAt(needed.update());
            Optional<Instant> after = packages.installedAt(inOrder.get(later).update());
            if (before.isPresent() && after.isPresent() && before.get().isAfter(after.get())) {
                return Optional.of(judged.doubted(new Reason(
                        ReasonCode.PREREQUISITE_INSTALLED_LATER,
                        needed.id(),
                        after.get().toString(),
                        before.get().toString())));
            }
        }
        return Optional.empty();
    }

    private Stream<Judged> prerequisites(Judged judged) {
        return judged.update().prerequisites().stream().flatMap(id -> Stream.ofNullable(byId.get(id)));
    }

    /** It is installed, which is all that the other one needed of it, and says itself what is left to do. */
    private static boolean waitsForRestart(Judged needed) {
        return needed.verdict() == UpdateVerdict.INSTALLED_NOT_IN_FORCE
                || needed.verdict() == UpdateVerdict.RESTART_TO_BE_SURE;
    }

    private boolean isReplaced(Judged needed) {
        return supersedence.provenSuccessor(needed).isPresent();
    }
}
