package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.portal.collection.Planner;
import java.util.Optional;
import java.util.regex.Pattern;

/** Build and revision that a Windows computer says of itself: bookkeeping. */
final class ReportedRevision {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Evidence evidence;

    ReportedRevision(Evidence evidence) {
        this.evidence = evidence;
    }

    /** As the computer wrote it. */
    String build() {
        return evidence.system().product().build();
    }

    /** Empty where the build is not known. */
    Optional<Integer> buildNumber() {
        return number(build());
    }

    /** Empty where the revision is not known, or not a number. */
    Optional<Integer> revisionNumber() {
        return revision()
                .<Optional<Integer>>fold(
                        ReportedRevision::number,
                        Optional::empty,
                        missing -> Optional.empty(),
                        failed -> Optional.empty());
    }

    /** Empty where the text is no number. */
    static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /**
     * The registry's answer where the plan asked; else what the probe says of the system. The probe sees besides when
     * that revision is of another build than the one that runs, and then no answer of the registry counts.
     */
    Finding<String> revision() {
        Finding<String> ofSystem = evidence.system().revision();
        return ofSystem.<Finding<String>>fold(
                text -> asked(),
                this::asked,
                missing -> asked(),
                failed -> Finding.error(failed.code(), failed.message()));
    }

    private Finding<String> asked() {
        Finding<RegistryValueFact> asked = evidence.find(Planner.WINDOWS_REVISION);
        return asked.<Finding<String>>fold(
                fact -> fact.data().size() == 1
                        ? Finding.exists(fact.data().get(0))
                        : Finding.error("MALFORMED", fact.type()),
                Finding::doesNotExist,
                missing -> missing.reason() == NotCollectedReason.NOT_ASKED
                        ? evidence.system().revision()
                        : Finding.notCollected(missing.reason(), missing.detail()),
                failed -> Finding.error(failed.code(), failed.message()));
    }
}
