package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.portal.verification.VerifiedEvidence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a computer: catalog x verified evidence -> attestation result. A pure function of its arguments; the same
 * evidence judged later, or by a newer catalog, can give another result.
 */
public final class Appraiser {
    private static final List<UpdateVerdict> NEED_OF_ATTENTION = List.of(
            UpdateVerdict.CLAIMED_NOT_FOUND,
            UpdateVerdict.MISSING,
            UpdateVerdict.INSTALLED_NOT_IN_FORCE,
            UpdateVerdict.PENDING_RESTART,
            UpdateVerdict.RESTART_TO_BE_SURE,
            UpdateVerdict.COULD_NOT_CHECK,
            UpdateVerdict.CLAIMED_UNVERIFIED,
            UpdateVerdict.FOUND_NOT_CLAIMED,
            UpdateVerdict.IN_FORCE,
            UpdateVerdict.NOT_APPLICABLE);

    /** Whether an update is held against a computer, and if not, why. */
    private enum Reach {
        HERE,
        ONLY_WITH_PRO,
        ROLLED_OUT
    }

    private Appraiser() {}

    /** Judges evidence that was verified. */
    public static AttestationResult appraise(
            Catalog catalog, VerifiedEvidence evidence, Instant now, AppraisalPolicy policy) {
        return appraise(catalog, evidence.evidence(), now, policy);
    }

    /** Judges evidence that no computer sent: a recorded case. Only {@code ...portal.corpus} may, a test sees to it. */
    public static AttestationResult replay(Catalog catalog, Evidence evidence, Instant now, AppraisalPolicy policy) {
        return appraise(catalog, evidence, now, policy);
    }

    static AttestationResult appraise(Catalog catalog, Evidence evidence, Instant now, AppraisalPolicy policy) {
        Updates updates = new Updates(catalog, evidence);
        UbuntuPro pro = UbuntuPro.of(evidence, policy);
        PhasedUpdates phased = PhasedUpdates.of(evidence);
        Map<Reach, List<Judged>> byReach =
                updates.judge().stream().collect(Collectors.groupingBy(each -> reach(each, pro, phased)));
        List<Judged> onlyWithPro = byReach.getOrDefault(Reach.ONLY_WITH_PRO, List.of());
        List<Judged> rolledOut = byReach.getOrDefault(Reach.ROLLED_OUT, List.of());
        List<Judged> judged = byReach.getOrDefault(Reach.HERE, List.of());
        Supersedence supersedence = new Supersedence(judged, updates.line());
        List<UpdateResult> results = judged.stream()
                .map(each -> result(each, supersedence, updates, policy))
                .sorted(Comparator.comparing((UpdateResult each) -> !each.counted())
                        .thenComparing(each -> NEED_OF_ATTENTION.indexOf(each.verdict()))
                        .thenComparing(UpdateResult::updateId))
                .toList();
        List<UpdateResult> counted =
                results.stream().filter(UpdateResult::counted).toList();
        Support support = Support.of(
                catalog,
                evidence.system().product(),
                pro.edition(evidence.system().product()),
                LocalDate.ofInstant(now, ZoneOffset.UTC));
        Freshness freshness = Freshness.of(updates.relevant(), evidence.finishedAt(), now, policy);
        List<Reason> doubts = doubts(updates.relevant(), counted, freshness);
        pro.doubt(onlyWithPro).ifPresent(doubts::add);
        Withheld.ground(ReasonCode.UPDATES_BEING_ROLLED_OUT, rolledOut).ifPresent(doubts::add);
        Folding answer = Folding.of(results, updates.line());
        Set<String> counting = counted.stream().map(UpdateResult::updateId).collect(Collectors.toUnmodifiableSet());
        List<Judged> counts =
                judged.stream().filter(each -> counting.contains(each.id())).toList();
        List<Reason> grounds = new ArrayList<>(support.grounds());
        grounds.addAll(doubts);
        pro.ground(onlyWithPro).ifPresent(grounds::add);
        answer.shown().stream()
                .filter(UpdateResult::counted)
                .flatMap(each -> each.doubts().stream())
                .distinct()
                .forEach(grounds::add);
        SupersedenceGaps gaps = new SupersedenceGaps(catalog, judged, supersedence);
        counts.stream().flatMap(each -> gaps.of(each).stream()).forEach(grounds::add);
        return new AttestationResult(
                ClaimedOverall.of(counts, supersedence),
                FoundOverall.of(counted, support.ended(), support.inDoubt() || !doubts.isEmpty()),
                support.release().map(ProductRelease::id),
                evidence.system().productName(),
                support.release().map(ProductRelease::scope).orElse(""),
                evidence.finishedAt(),
                freshness.catalogDate(),
                catalog.release(),
                freshness.staleFrom(),
                grounds,
                answer.shown(),
                answer.folded(),
                notes(evidence, updates, results, judged.size() + onlyWithPro.size() + rolledOut.size()));
    }

    private static Reach reach(Judged judged, UbuntuPro pro, PhasedUpdates phased) {
        if (pro.withholds(judged)) {
            return Reach.ONLY_WITH_PRO;
        }
        return phased.withholds(judged) ? Reach.ROLLED_OUT : Reach.HERE;
    }

    private static List<Reason> notes(Evidence evidence, Updates updates, List<UpdateResult> results, int judged) {
        return Stream.concat(
                        Notes.of(evidence, results, updates.relevant().size() - judged).stream(),
                        PackageNotes.of(evidence, updates.packages(), results).stream())
                .toList();
    }

    private static List<Reason> doubts(List<Update> relevant, List<UpdateResult> counted, Freshness freshness) {
        List<Reason> doubts = new ArrayList<>();
        if (relevant.isEmpty()) {
            doubts.add(new Reason(ReasonCode.EMPTY_PLAN, "", "", ""));
        } else if (counted.isEmpty()) {
            doubts.add(new Reason(ReasonCode.NO_APPLICABLE_UPDATE, "", "", Integer.toString(relevant.size())));
        } else if (counted.stream().allMatch(each -> each.basis() == Basis.BUILT_IN)) {
            doubts.add(new Reason(ReasonCode.ONLY_SWITCHES_JUDGED, "", "", Integer.toString(counted.size())));
        } else if (relevant.stream().filter(Appraiser::lists).findAny().isEmpty()) {
            doubts.add(new Reason(ReasonCode.ONLY_ADVISORIES_JUDGED, "", "", Integer.toString(counted.size())));
        }
        if (freshness.catalogIsStale()) {
            doubts.add(new Reason(
                    ReasonCode.CATALOG_STALE,
                    "",
                    "",
                    freshness.catalogDate().map(LocalDate::toString).orElse("")));
        }
        return doubts;
    }

    /** Whether an update is of a list of all there are: what a switch or one advisory is for is no such list. */
    private static boolean lists(Update update) {
        return !update.isOfOneAdvisory() && !update.optIn();
    }

    private static UpdateResult result(
            Judged judged, Supersedence supersedence, Updates updates, AppraisalPolicy policy) {
        Optional<Judged> successor = supersedence.provenSuccessor(judged);
        FixAppraisal fix = successor
                .map(proven ->
                        proven.best().because(new Reason(ReasonCode.SATISFIED_BY_SUCCESSOR, proven.id(), "", "")))
                .or(() -> supersedence.successorForRestart(judged).map(staged -> judged.best()
                        .staged(
                                Staging.FOR_RESTART,
                                List.of(new Reason(ReasonCode.STAGED_THROUGH_SUCCESSOR, staged.id(), "", "")))))
                .orElse(judged.best());
        Update update = judged.update();
        return new UpdateResult(
                update.id(),
                update.aliases(),
                update.description(),
                update.severity(),
                update.cves(),
                update.optIn(),
                policy.counts(update) && (updates.canBeSettled(update) || !isOpen(fix.verdict())),
                fix.verdict(),
                fix.basis(),
                Map.of(Layer.CLAIMED, fix.claimed(), Layer.ON_DISK, fix.onDisk(), Layer.IN_FORCE, fix.inForce()),
                successor.map(Judged::id));
    }

    private static boolean isOpen(UpdateVerdict verdict) {
        return switch (verdict) {
            case COULD_NOT_CHECK, CLAIMED_UNVERIFIED -> true;
            case IN_FORCE,
                    FOUND_NOT_CLAIMED,
                    INSTALLED_NOT_IN_FORCE,
                    RESTART_TO_BE_SURE,
                    CLAIMED_NOT_FOUND,
                    MISSING,
                    PENDING_RESTART,
                    NOT_APPLICABLE -> false;
        };
    }
}
