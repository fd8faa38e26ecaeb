package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The cumulative updates of the servicing line that a Windows computer is on. Each brings all that those before it
 * brought, so that a newer one settles an older one without supersedence being written down; the revision tells which is
 * newer, previews and out-of-band builds included.
 */
final class CumulativeUpdates {
    private final Map<String, CumulativeUpdate> byId = new HashMap<>();
    private final Optional<Integer> build;
    private final Optional<Integer> found;
    private final Optional<CumulativeUpdate> hotpatch;
    private final Hotpatched behind;
    private final int baseline;
    private final int newestBehind;

    /**
     * The line of one computer.
     *
     * @param fixes those of an update that are for the computer, or may be
     */
    CumulativeUpdates(List<Update> relevant, Function<Update, List<Fix>> fixes, ReportedRevision reported) {
        build = reported.buildNumber();
        found = reported.revisionNumber();
        build.ifPresent(number -> relevant.forEach(update -> CumulativeUpdate.of(update, fixes.apply(update), number)
                .ifPresent(cumulative -> byId.put(update.id(), cumulative))));
        int revision = found.orElse(0);
        Optional<CumulativeUpdate> named =
                newest(each -> each.hotpatches().containsKey(revision)).filter(each -> found.isPresent());
        boolean ofACumulative = byId.values().stream().anyMatch(each -> each.revision() == revision);
        hotpatch = named.filter(each -> !ofACumulative);
        behind = behind(named.isPresent(), ofACumulative);
        baseline = named.map(each -> baseline(each, revision))
                .orElseGet(() -> newestBaseline(each -> each.revision() <= revision));
        newestBehind = named.map(CumulativeUpdate::revision).orElse(Integer.MAX_VALUE);
    }

    /** One number can be that of a cumulative update and of a hotpatch: then either may be there. */
    private Hotpatched behind(boolean ofAHotpatch, boolean ofACumulative) {
        if (ofAHotpatch) {
            return ofACumulative ? Hotpatched.PERHAPS : Hotpatched.YES;
        }
        boolean hotpatches =
                byId.values().stream().anyMatch(each -> !each.hotpatches().isEmpty());
        return hotpatches && !ofACumulative ? Hotpatched.PERHAPS : Hotpatched.NO;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    /** Whether both are of the line, and the second brings the first. */
    boolean brings(String older, String newer) {
        CumulativeUpdate first = byId.get(older);
        CumulativeUpdate second = byId.get(newer);
        return first != null && second != null && first.revision() < second.revision();
    }

    /** Lowest that has it; 0 for an update that is not of the line. */
    int revision(String id) {
        CumulativeUpdate update = byId.get(id);
        return update == null ? 0 : update.revision();
    }

    /** How the files of an update stand to hotpatches, which raise the revision and leave the files of their baseline. */
    enum Hotpatched {
        /** The files on the disk have to be the update's own, or later ones. */
        NO,
        /** The revision is that of a hotpatch, and the update is younger than its baseline. */
        YES,
        /** The revision is none that the catalog knows, and may be that of a hotpatch. */
        PERHAPS
    }

    Hotpatched hotpatched(String id) {
        int revision = revision(id);
        return revision > baseline && revision <= newestBehind ? behind : Hotpatched.NO;
    }

    /**
     * The hotpatch that the computer has is proven by its own revision and the files of its baseline. Where the catalog
     * does not name these, they are those of the cumulative update that opened the quarter, and of no older one.
     */
    Fix withBaseline(Update update, Fix fix) {
        return hotpatch.filter(each -> each.update().id().equals(update.id()))
                .filter(each -> each.isBareHotpatch(fix, build.orElse(0), found.orElse(0)))
                .flatMap(each -> newest(older ->
                        older.isBaseline() && older.revision() < each.revision() && older.isOfTheQuarterOf(each)))
                .map(opening -> new Fix(
                        fix.product(), fix.line(), fix.claims(), opening.references(), fix.effects(), fix.coreFiles()))
                .orElse(fix);
    }

    private int baseline(CumulativeUpdate hotpatched, int revision) {
        int stated = hotpatched.hotpatches().getOrDefault(revision, 0);
        return stated > 0 ? stated : newestBaseline(each -> each.revision() < hotpatched.revision());
    }

    private int newestBaseline(Predicate<CumulativeUpdate> among) {
        return newest(among.and(CumulativeUpdate::isBaseline))
                .map(CumulativeUpdate::revision)
                .orElse(0);
    }

    private Optional<CumulativeUpdate> newest(Predicate<CumulativeUpdate> among) {
        Collection<CumulativeUpdate> all = byId.values();
        return all.stream()
                .filter(among)
                .max(Comparator.comparingInt(CumulativeUpdate::revision)
                        .thenComparing(each -> each.update().id()));
    }
}
