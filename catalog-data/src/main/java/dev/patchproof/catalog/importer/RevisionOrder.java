package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the revisions of one release's updates grow from month to month, as they must. The longest run that grows is
 * believed; what fits no such run is a misprint. One that is too high would call every computer of its time not up to
 * date, and its fix is in the updates after it: it is left out. One that is too low would call those up to date that lack
 * it: it is raised above the updates before it.
 */
final class RevisionOrder {
    private static final Comparator<Step> ORDER =
            Comparator.comparing(Step::month).thenComparingInt(Step::revision).thenComparing(Step::id);

    private final List<Step> steps;
    private final boolean[] fits;

    private RevisionOrder(List<Step> steps) {
        this.steps = steps.stream().sorted(ORDER).toList();
        this.fits = fits(this.steps);
    }

    /** One update of the release. */
    record Step(YearMonth month, int revision, String id) {
        Step {
            requireNonNull(month, "month");
            requireNonNull(id, "id");
        }
    }

    /** What becomes of a step. */
    enum Judgement {
        FITS,
        FITS_IN_DOUBT,
        TOO_HIGH,
        TOO_LOW
    }

    /**
     * A step judged.
     *
     * @param other revision of the step it does not agree with; its own where it fits
     */
    record Judged(Judgement judgement, int other) {
        Judged {
            requireNonNull(judgement, "judgement");
        }
    }

    /** By id. */
    static Map<String, Judged> judge(List<Step> steps) {
        RevisionOrder order = new RevisionOrder(steps);
        Map<String, Judged> judged = new HashMap<>();
        for (int i = 0; i < order.steps.size(); i++) {
            judged.put(order.steps.get(i).id(), order.judge(i));
        }
        return judged;
    }

    private Judged judge(int at) {
        int own = steps.get(at).revision();
        int lowestAfter = own;
        int highestBefore = own;
        for (int i = 0; i < steps.size(); i++) {
            if (fits[i]) {
                int other = steps.get(i).revision();
                lowestAfter = i > at ? Math.min(lowestAfter, other) : lowestAfter;
                highestBefore = i < at ? Math.max(highestBefore, other) : highestBefore;
            }
        }
        if (!fits[at]) {
            return lowestAfter < own
                    ? new Judged(Judgement.TOO_HIGH, lowestAfter)
                    : new Judged(Judgement.TOO_LOW, highestBefore);
        }
        int other = lowestAfter < own ? lowestAfter : highestBefore;
        return new Judged(other == own ? Judgement.FITS : Judgement.FITS_IN_DOUBT, other);
    }

    /** Which steps are in some longest run that does not fall. */
    private static boolean[] fits(List<Step> steps) {
        int count = steps.size();
        int[] until = new int[count];
        int[] from = new int[count];
        int longest = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                if (steps.get(j).revision() <= steps.get(i).revision()) {
                    until[i] = Math.max(until[i], until[j]);
                }
            }
            until[i]++;
            longest = Math.max(longest, until[i]);
        }
        for (int i = count - 1; i >= 0; i--) {
            for (int j = i + 1; j < count; j++) {
                if (steps.get(i).revision() <= steps.get(j).revision()) {
                    from[i] = Math.max(from[i], from[j]);
                }
            }
            from[i]++;
        }
        boolean[] fits = new boolean[count];
        for (int i = 0; i < count; i++) {
            fits[i] = until[i] + from[i] - 1 == longest;
        }
        return fits;
    }
}
