package dev.patchproof.portal.http;

import java.time.Duration;
import java.util.Optional;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    public ProblemException(Problem problem) {
        this(problem, Optional.empty());
    }

    /** Ends it for now: the same request may do later. */
    public ProblemException(Problem problem, Duration retryAfter) {
        this(problem, Optional.of(retryAfter));
    }

    private ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public Problem problem() {
        return problem;
    }

    /** When to try again, where that may help. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
