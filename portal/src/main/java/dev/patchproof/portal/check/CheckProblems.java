package dev.patchproof.portal.check;

import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.Refusal;
import java.util.Locale;
import java.util.Map;

/** What can go wrong with a check, as problems. */
final class CheckProblems {
    private CheckProblems() {}

    static ProblemException unknown() {
        return new ProblemException(new Problem(
                "check-unknown", 404, "There is no such check", "It may have expired long ago; start a new one."));
    }

    static ProblemException expired() {
        return new ProblemException(
                new Problem("check-expired", 410, "The check has expired", "Start a new check and run its probe."));
    }

    static ProblemException used() {
        return new ProblemException(
                new Problem("ticket-used", 409, "The ticket is used", "This check has its result; start a new check."));
    }

    /** The same for the holder of the ticket, who owns the result and is led to it. */
    static ProblemException used(String resultId) {
        return new ProblemException(new Problem(
                "ticket-used",
                409,
                "The ticket is used",
                "This check has its result; start a new check.",
                Map.of("resultId", resultId)));
    }

    static ProblemException planMissing() {
        return new ProblemException(new Problem(
                "plan-required", 409, "There is no plan yet", "Ask for the plan first; evidence answers a plan."));
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(new Problem("body-malformed", 400, "The body cannot be read", detail));
    }

    /** One kind of problem for each reason of refusal. */
    static ProblemException refused(EvidenceRefusedException refusal) {
        String reason = refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        int status = refusal.reason() == Refusal.TOO_LARGE ? 413 : 422;
        return new ProblemException(new Problem(
                "evidence-" + reason, status, "The evidence is refused", String.valueOf(refusal.getMessage())));
    }

    static ProblemException noRuntime() {
        return new ProblemException(new Problem(
                "bundle-absent",
                404,
                "There is no such bundle here",
                "No Java for this platform was put into this portal; take the probe alone."));
    }
}
