package dev.patchproof.portal.check;

import dev.patchproof.portal.access.Bearer;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Lets the holder of a check's ticket in. */
@Singleton
final class TicketDoor {
    private final Jdbi jdbi;
    private final Clock clock;

    @Inject
    TicketDoor(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The check whose ticket the header carries, used or expired as it may be. */
    CheckRow enter(String checkId, @Nullable String authorization) {
        CheckRow check =
                jdbi.withHandle(handle -> CheckStore.find(handle, checkId)).orElseThrow(CheckProblems::unknown);
        String ticket = Bearer.parse(authorization)
                .orElseThrow(() -> new ProblemException(new Problem(
                        "ticket-required", 401, "A ticket is required", "Send it as Authorization: Bearer.")));
        if (!check.holds(ticket)) {
            throw new ProblemException(
                    new Problem("ticket-wrong", 403, "Not this check's ticket", "The ticket is for another check."));
        }
        return check;
    }

    /** The same, and the ticket must neither be used nor expired. */
    CheckRow enterOpen(String checkId, @Nullable String authorization) {
        CheckRow check = enter(checkId, authorization);
        if (check.resultId().isPresent()) {
            throw CheckProblems.used(check.resultId().get());
        }
        requireTime(check);
        return check;
    }

    void requireTime(CheckRow check) {
        if (check.expiredAt(clock.instant())) {
            throw CheckProblems.expired();
        }
    }
}
