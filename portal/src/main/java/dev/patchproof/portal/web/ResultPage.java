package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import dev.patchproof.portal.result.DeviceSigns;
import dev.patchproof.portal.web.ResultView.Banner;
import dev.patchproof.portal.web.ResultView.Facts;
import dev.patchproof.portal.web.ResultView.Identified;
import dev.patchproof.portal.web.ResultView.Panel;
import dev.patchproof.portal.web.ResultView.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts a result into words. It counts, sorts into groups and looks sentences up; it judges nothing. */
final class ResultPage {
    private static final int MOST_OPEN_CARDS = 6;
    private static final int MOST_CARDS = 100;
    private static final int MOST_LEADS = 3;

    private final Sentences sentences;

    ResultPage(Sentences sentences) {
        this.sentences = sentences;
    }

    ResultView view(ResultVisit visit) {
        AttestationResult result = visit.result();
        List<UpdateResult> counted =
                result.updates().stream().filter(UpdateResult::counted).toList();
        Map<Standing, List<UpdateResult>> byVerdict = byVerdict(counted);
        List<UpdateCard> hardening = result.updates().stream()
                .filter(update -> !update.counted() && update.optIn())
                .map(update -> UpdateCard.of(sentences, update, result.folded()))
                .toList();
        List<UpdateResult> attention = counted.stream()
                .filter(update -> needsAttention(update.verdict()))
                .toList();
        List<UpdateCard> cards = attention.stream()
                .limit(MOST_CARDS)
                .map(update -> UpdateCard.of(sentences, update, result.folded()))
                .toList();
        int open = Math.min(MOST_OPEN_CARDS, cards.size());
        List<UpdateResult> more = attention.subList(cards.size(), attention.size());
        List<UpdateResult> others = counted.stream()
                .filter(update -> !needsAttention(update.verdict()))
                .toList();
        String headline = sentences.get("headline." + result.claimed() + "." + result.found());
        Agreement agreement = Agreement.of(result.claimed(), result.found());
        String path = "/results/" + visit.id();
        return new ResultView(
                visit.stale() ? sentences.get("stale.headline") : sentences.of(result.found()),
                PlainText.of(visit.hostName()),
                visit.stale() ? sentences.get("stale.headline") : headline,
                visit.stale()
                        ? Sentences.fill(sentences.get("stale.lead"), Map.of("headline", headline))
                        : lead(counted, byVerdict),
                banners(visit),
                claimed(result.claimed(), visit),
                found(result.found(), visit),
                agreement.name(),
                sentences.of(agreement),
                byVerdict.entrySet().stream()
                        .map(entry -> new Tally(
                                entry.getKey().tone(),
                                Sentences.count(entry.getValue().size()),
                                entry.getKey().words(sentences, "tally")))
                        .toList(),
                facts(visit),
                next(visit, byVerdict),
                cards.isEmpty() ? "" : sentences.counted("attention", attention.size()),
                cards.subList(0, open),
                cards.subList(open, cards.size()),
                more.isEmpty() ? "" : sentences.counted("more", more.size()),
                groups(more, result.folded()),
                others.isEmpty() ? "" : sentences.counted(attention.isEmpty() ? "all" : "others", others.size()),
                byVerdict(others).entrySet().stream()
                        .map(entry -> Sentences.count(entry.getValue().size()) + " "
                                + entry.getKey().words(sentences, "tally"))
                        .collect(Collectors.joining(", ")),
                groups(others, result.folded()),
                hardening.isEmpty() ? "" : sentences.get("hardening.title"),
                hardening.isEmpty() ? "" : sentences.get("hardening.lead"),
                hardening,
                Reading.of(sentences, visit.observations()),
                ReasonGroup.of(sentences, result.notes()),
                HistoryLine.of(sentences, visit.past().changes()),
                visit.link(),
                "/api/v1" + path,
                visit.owner() ? path + "/delete" : "");
    }

    /** In which part of the page an update stands. */
    private static boolean needsAttention(UpdateVerdict verdict) {
        return switch (verdict) {
            case INSTALLED_NOT_IN_FORCE,
                    RESTART_TO_BE_SURE,
                    CLAIMED_NOT_FOUND,
                    MISSING,
                    PENDING_RESTART,
                    COULD_NOT_CHECK,
                    CLAIMED_UNVERIFIED -> true;
            case IN_FORCE, FOUND_NOT_CLAIMED, NOT_APPLICABLE -> false;
        };
    }

    /** In the order in which the result has them: those that need attention come first. */
    private static Map<Standing, List<UpdateResult>> byVerdict(List<UpdateResult> updates) {
        return updates.stream().collect(Collectors.groupingBy(Standing::of, LinkedHashMap::new, Collectors.toList()));
    }

    private List<UpdateGroup> groups(List<UpdateResult> updates, List<FoldedUpdates> folded) {
        return byVerdict(updates).entrySet().stream()
                .map(entry -> UpdateGroup.of(sentences, entry.getKey(), entry.getValue(), folded))
                .toList();
    }

    private String lead(List<UpdateResult> counted, Map<Standing, List<UpdateResult>> byVerdict) {
        List<String> leads = byVerdict.entrySet().stream()
                .filter(entry -> needsAttention(entry.getKey().verdict()))
                .limit(MOST_LEADS)
                .map(entry -> sentences.counted(
                        entry.getKey().key("lead"), entry.getValue().size()))
                .toList();
        int proven = Math.toIntExact(counted.stream()
                .filter(update -> update.verdict() != UpdateVerdict.NOT_APPLICABLE)
                .count());
        return leads.isEmpty() && proven > 0 ? sentences.counted("lead.proven", proven) : String.join(" ", leads);
    }

    private Panel claimed(ClaimedVerdict claimed, ResultVisit visit) {
        return new Panel(
                claimed.name(),
                claimed.name(),
                source("claimed", visit),
                sentences.of(claimed),
                sentences.of(claimed, "why"));
    }

    /** A stale verdict keeps its words but not its colour: STALE is no verdict, so it gets the colour of none. */
    private Panel found(OverallVerdict found, ResultVisit visit) {
        return new Panel(
                visit.stale() ? "STALE" : found.name(),
                found.name(),
                source("found", visit),
                sentences.of(found),
                sentences.of(found, "why"));
    }

    private String source(String panel, ResultVisit visit) {
        return sentences.get("source." + panel + (visit.stale() ? ".stale" : ""));
    }

    private List<Banner> banners(ResultVisit visit) {
        List<Banner> banners = new ArrayList<>();
        if (visit.stale()) {
            banners.add(new Banner("wait", "sand", sentences.get("stale.title"), stale(visit), List.of()));
        }
        int unasked = unasked(visit);
        if (unasked > 0) {
            banners.add(new Banner(
                    "wait", "again", sentences.get("unasked.title"), sentences.counted("unasked", unasked), List.of()));
        }
        if (visit.past().newerCatalogFailed()) {
            banners.add(new Banner(
                    "doubt",
                    "warn",
                    sentences.get("not-judged-again.title"),
                    sentences.get("not-judged-again"),
                    List.of()));
        }
        for (ReasonGroup ground : ReasonGroup.of(sentences, visit.result().grounds())) {
            String key = "ReasonCode." + ground.code();
            banners.add(new Banner(
                    sentences.find(key + ".tone").orElse("doubt"),
                    sentences.find(key + ".icon").orElse("warn"),
                    sentences.find(key + ".title").orElse(""),
                    "",
                    List.of(ground)));
        }
        banners.addAll(odd(visit.signs()));
        return banners;
    }

    private List<Banner> odd(DeviceSigns signs) {
        List<Banner> banners = new ArrayList<>();
        if (signs.keyChanged()) {
            banners.add(doubt("key-changed", sentences.get("key-changed")));
        }
        if (signs.machineChanged()) {
            banners.add(doubt("machine-changed", sentences.get("machine-changed")));
        }
        if (!signs.clones().isEmpty()) {
            String why = signs.clones().stream()
                    .sorted()
                    .map(sign -> sentences.of(sign))
                    .collect(Collectors.joining(" "));
            banners.add(doubt("possible-clone", why + " " + sentences.get("possible-clone")));
        }
        return banners;
    }

    private Banner doubt(String key, String text) {
        return new Banner("doubt", "warn", sentences.get(key + ".title"), text, List.of());
    }

    /**
     * Updates that a newer catalog brought after the computer was read, and that its probe was not asked about. Only a new
     * check can answer them.
     */
    private static int unasked(ResultVisit visit) {
        return visit.past().judgedAgain() && !visit.stale()
                ? Math.toIntExact(visit.result().updates().stream()
                        .filter(UpdateResult::counted)
                        .filter(update -> needsAttention(update.verdict()))
                        .filter(UpdateResult::lacksObservations)
                        .count())
                : 0;
    }

    private String stale(ResultVisit visit) {
        String since = Moment.of(visit.result().staleFrom()).words();
        return Sentences.fill(sentences.get("stale.banner"), Map.of("since", since));
    }

    private static Facts facts(ResultVisit visit) {
        AttestationResult result = visit.result();
        String release = result.catalogRelease();
        return new Facts(
                PlainText.of(result.productName()),
                Moment.of(result.evidenceDate()),
                result.catalogDate().map(Moment::of).orElseGet(() -> new Moment("", "")),
                release.substring(0, Math.min(12, release.length())),
                visit.past().judgedAgain() ? Moment.of(visit.past().judgedAt()) : new Moment("", ""),
                Moment.of(result.staleFrom()),
                PlainText.of(result.scope()),
                visit.identity()
                        .map(identity ->
                                new Identified(PlainText.of(identity.subject()), PlainText.of(identity.issuer())))
                        .orElseGet(() -> new Identified("", "")));
    }

    private List<String> next(ResultVisit visit, Map<Standing, List<UpdateResult>> byVerdict) {
        if (visit.stale()) {
            return List.of(sentences.get("stale.next"));
        }
        Set<String> steps = new LinkedHashSet<>();
        if (unasked(visit) > 0) {
            steps.add(sentences.get("unasked.next"));
        }
        byVerdict.keySet().forEach(standing -> standing.find(sentences, "next").ifPresent(steps::add));
        visit.result()
                .grounds()
                .forEach(ground -> sentences.find(ground.code(), "do").ifPresent(steps::add));
        steps.add(sentences.of(visit.result().found(), "next"));
        return List.copyOf(steps);
    }
}
