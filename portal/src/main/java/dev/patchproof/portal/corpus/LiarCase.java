package dev.patchproof.portal.corpus;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.portal.appraisal.AppraisalPolicy;
import dev.patchproof.portal.appraisal.Appraiser;
import dev.patchproof.portal.appraisal.AttestationResult;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One case: what happened, and the computers that replay it.
 *
 * @param id also the name of its file and its anchor on the page
 * @param subject the names by which people know it, and the product
 * @param story what happened, in our own words
 * @param teaches what a checker learns from it
 * @param judgedOn the day on which everything is judged; also the day of the evidence
 * @param requiredMitigations ids of opt-in updates that the organisation of this case requires
 * @param wine what of it the end-to-end test can replay
 * @param clean computers without the defect, at least one; the first is the one that the others differ from
 * @param liars computers with it, at least one
 */
public record LiarCase(
        String id,
        String title,
        String subject,
        String story,
        String teaches,
        List<URI> sources,
        LocalDate judgedOn,
        Set<String> requiredMitigations,
        WineHosting wine,
        Catalog catalog,
        List<CaseComputer> clean,
        List<CaseComputer> liars) {
    private static final Duration WHOLE_CASE = Duration.ofDays(1);

    public LiarCase {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        requireNonNull(subject, "subject");
        requireNonNull(story, "story");
        requireNonNull(teaches, "teaches");
        sources = List.copyOf(sources);
        requireNonNull(judgedOn, "judgedOn");
        requiredMitigations = Set.copyOf(requiredMitigations);
        requireNonNull(wine, "wine");
        requireNonNull(catalog, "catalog");
        clean = List.copyOf(clean);
        liars = List.copyOf(liars);
        if (clean.isEmpty() || liars.isEmpty() || sources.isEmpty()) {
            throw new IllegalArgumentException("expected a clean computer, a liar and a source, found " + clean.size()
                    + ", " + liars.size() + " and " + sources.size());
        }
        List<String> names = names(clean, liars);
        if (Set.copyOf(names).size() < names.size()) {
            throw new IllegalArgumentException("expected computers of different names, found " + names);
        }
        if (!names.containsAll(wine.hosts())) {
            throw new IllegalArgumentException("expected Wine to host some of " + names + ", found " + wine.hosts());
        }
        if (wine.because().isBlank()
                && (wine.hosts().size() < names.size() || !wine.without().isEmpty())) {
            throw new IllegalArgumentException("expected a reason why Wine cannot host all of the case, found none");
        }
    }

    /** Liars first. */
    public List<CaseComputer> computers() {
        return Stream.concat(liars.stream(), clean.stream()).toList();
    }

    /** What Patchproof says of one of its computers on the day of judging. */
    public AttestationResult judge(CaseComputer computer) {
        return Appraiser.replay(
                catalog,
                computer.evidence(),
                judgedOn.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC),
                new AppraisalPolicy(WHOLE_CASE, WHOLE_CASE, requiredMitigations));
    }

    /** Clean ones and liars. */
    private static List<String> names(List<CaseComputer> clean, List<CaseComputer> liars) {
        return Stream.concat(clean.stream(), liars.stream())
                .map(CaseComputer::name)
                .toList();
    }

    /**
     * What of this case the end-to-end test under Wine can replay.
     *
     * @param hosts names of the computers that Wine can be
     * @param without ids of updates that it cannot judge there, and leaves out of the comparison
     * @param because why not the others; empty where Wine can be all of them, with all updates
     */
    public record WineHosting(List<String> hosts, List<String> without, String because) {
        public WineHosting {
            hosts = List.copyOf(hosts);
            without = List.copyOf(without);
            requireNonNull(because, "because");
        }
    }
}
