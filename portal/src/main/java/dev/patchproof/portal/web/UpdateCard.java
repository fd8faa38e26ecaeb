package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.Reason;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An update that needs attention.
 *
 * @param anchor for a link to this card
 * @param words the verdict
 * @param verdict sets colour and icon
 * @param title what it is, in one line
 * @param names id and aliases
 * @param policy that the organisation requires it; empty where it is no mitigation that one can choose
 * @param toDo what the person can do, the particular before the general
 * @param earlier those for which it stands
 */
record UpdateCard(
        String anchor,
        String verdict,
        String words,
        String names,
        String title,
        String severity,
        String severityWords,
        String policy,
        List<Cve> cves,
        String moreCves,
        List<LayerView> layers,
        String why,
        List<String> toDo,
        EarlierUpdates earlier) {
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,10}");
    private static final int MOST_CVES = 6;

    /** A CVE with the address of its record; the address is empty where the id is not of the usual form. */
    record Cve(String id, String address) {
        static Cve of(String id) {
            return new Cve(PlainText.of(id), CVE.matcher(id).matches() ? "https://www.cve.org/CVERecord?id=" + id : "");
        }
    }

    static UpdateCard of(Sentences sentences, UpdateResult update, List<FoldedUpdates> folded) {
        Standing standing = Standing.of(update);
        int furtherCves = update.cves().size() - MOST_CVES;
        return new UpdateCard(
                anchor(update.updateId()),
                standing.tone(),
                words(sentences, update, standing),
                names(update),
                PlainText.of(update.description()),
                update.severity().name(),
                sentences.of(update.severity()),
                update.optIn() && update.counted() ? sentences.get("hardening.required") : "",
                update.cves().stream().limit(MOST_CVES).map(Cve::of).toList(),
                furtherCves > 0 ? sentences.counted("cves", furtherCves) : "",
                update.layers().entrySet().stream()
                        .map(entry -> LayerView.of(sentences, entry.getKey(), entry.getValue(), update.basis()))
                        .toList(),
                standing.words(sentences, "why"),
                toDo(sentences, update, standing),
                EarlierUpdates.of(sentences, update, folded));
    }

    static String names(UpdateResult update) {
        return PlainText.of(String.join(
                " · ",
                Stream.concat(Stream.of(update.updateId()), update.aliases().stream())
                        .toList()));
    }

    private static String anchor(String id) {
        return "update-" + id.replaceAll("[^A-Za-z0-9._:+-]", "-");
    }

    /** An update that waits says for what. */
    static String words(Sentences sentences, UpdateResult update, Standing standing) {
        Stream<Reason> waitsFor = update.verdict() == UpdateVerdict.INSTALLED_NOT_IN_FORCE
                ? reasons(update, Layer.IN_FORCE)
                : Stream.empty();
        return waitsFor.flatMap(reason -> sentences.find(reason.code(), "waiting").stream())
                .findFirst()
                .orElseGet(() -> standing.words(sentences));
    }

    /** Where only the restart is missing, nothing of what its grounds advise is to be done before it. */
    private static List<String> toDo(Sentences sentences, UpdateResult update, Standing standing) {
        Set<String> distinct = new LinkedHashSet<>();
        if (update.verdict() != UpdateVerdict.PENDING_RESTART) {
            for (Layer layer : Layer.values()) {
                reasons(update, layer)
                        .flatMap(reason -> ReasonView.toDo(sentences, reason).stream())
                        .forEach(distinct::add);
            }
        }
        standing.find(sentences, "do").ifPresent(distinct::add);
        return List.copyOf(distinct);
    }

    private static Stream<Reason> reasons(UpdateResult update, Layer layer) {
        return Stream.ofNullable(update.layers().get(layer)).flatMap(appraisal -> appraisal.reasons().stream());
    }
}
