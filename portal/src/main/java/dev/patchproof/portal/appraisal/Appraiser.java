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

    private Appraiser() {}

    /** Judges evidence that was verified. */
    public static AttestationResult appraise(
            Catalog catalog, VerifiedEvidence evidence, Instant now, AppraisalPolicy policy) {
        return appraise(catalog, evidence.evidence(), now, policy);
    }

    static AttestationResult appraise(Catalog catalog, Evidence evidence, Instant now, AppraisalPolicy policy) {
        Updates updates = new Updates(catalog, evidence);
        List<Judged> judged = updates.judge();
        Supersedence supersedence = new Supersedence(judged);
        List<UpdateResult> results = judged.stream()
                .map(each -> result(each, supersedence.provenSuccessor(each)))
                .sorted(Comparator.comparingInt((UpdateResult each) -> NEED_OF_ATTENTION.indexOf(each.verdict()))
                        .thenComparing(UpdateResult::updateId))
                .toList();
        Support support = Support.of(catalog, evidence.system().product(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        Freshness freshness = Freshness.of(updates.relevant(), evidence.finishedAt(), now, policy);
        List<Reason> doubts = doubts(updates.relevant(), judged, freshness);
        List<Reason> grounds = new ArrayList<>(support.grounds());
        grounds.addAll(doubts);
        return new AttestationResult(
                ClaimedOverall.of(judged, supersedence),
                FoundOverall.of(
                        results.stream().map(UpdateResult::verdict).toList(),
                        support.ended(),
                        support.inDoubt() || !doubts.isEmpty()),
                support.release().map(ProductRelease::id),
                evidence.system().productName(),
                support.release().map(ProductRelease::scope).orElse(""),
                evidence.finishedAt(),
                freshness.catalogDate(),
                catalog.release(),
                freshness.staleFrom(),
                grounds,
                results,
                Notes.of(evidence, results, updates.relevant().size() - judged.size()));
    }

    private static List<Reason> doubts(List<Update> relevant, List<Judged> judged, Freshness freshness) {
        List<Reason> doubts = new ArrayList<>();
        if (relevant.isEmpty()) {
            doubts.add(new Reason(ReasonCode.EMPTY_PLAN, "", "", ""));
        } else if (judged.isEmpty()) {
            doubts.add(new Reason(ReasonCode.NO_APPLICABLE_UPDATE, "", "", Integer.toString(relevant.size())));
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

    private static UpdateResult result(Judged judged, Optional<Judged> successor) {
        FixAppraisal fix = successor
                .map(proven ->
                        proven.best().because(new Reason(ReasonCode.SATISFIED_BY_SUCCESSOR, proven.id(), "", "")))
                .orElse(judged.best());
        Update update = judged.update();
        return new UpdateResult(
                update.id(),
                update.aliases(),
                update.description(),
                update.severity(),
                update.cves(),
                fix.verdict(),
                fix.basis(),
                Map.of(Layer.CLAIMED, fix.claimed(), Layer.ON_DISK, fix.onDisk(), Layer.IN_FORCE, fix.inForce()),
                successor.map(Judged::id));
    }
}
