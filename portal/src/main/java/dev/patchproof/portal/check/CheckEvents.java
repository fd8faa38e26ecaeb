package dev.patchproof.portal.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;

/**
 * What happens to a check while it happens. {@code GET /checks/{checkId}/events} sends the same as server-sent events:
 * event name {@code state}, data JSON {@code {"state": CheckState.code(), "done": n, "total": m, "result": URL}} where
 * done and total come with collecting, result with appraised.
 *
 * <p>What this process did is heard at once; the database is asked now and then for the rest: what ran out, and what
 * another process on the same database did.
 */
@Singleton
public final class CheckEvents {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(3);
    private static final long LATE = 1L + Integer.MAX_VALUE;

    private final Jdbi jdbi;
    private final Clock clock;
    private final BroadcastProcessor<Announcement> announcements = BroadcastProcessor.create();

    @Inject
    CheckEvents(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** The present state at once, then every change until the last one; any number of viewers. */
    public Multi<CheckState> stream(String checkId) {
        return Multi.createFrom()
                .<CheckState>emitter(viewer -> follow(checkId, viewer))
                .skip()
                .repetitions();
    }

    /** Called after the change is in the database, so that a viewer who joins now sees it there or here. */
    void announce(String checkId, CheckState state) {
        announcements.onNext(new Announcement(checkId, state));
    }

    private void follow(String checkId, MultiEmitter<? super CheckState> viewer) {
        Multi<Seen> heard = announcements
                .onOverflow()
                .buffer()
                .filter(announcement -> announcement.checkId().equals(checkId))
                .map(announcement -> new Seen(announcement.state(), true));
        Multi<Seen> asked = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(0L),
                        Multi.createFrom()
                                .ticks()
                                .startingAfter(ASK_AGAIN)
                                .every(ASK_AGAIN)
                                .onOverflow()
                                .drop())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> new Seen(state(checkId), false));
        AtomicLong progress = new AtomicLong();
        Cancellable following = Multi.createBy()
                .merging()
                .streams(heard, asked)
                .filter(seen -> seen.heard() || seen.progress() >= progress.get())
                .invoke(seen -> progress.set(seen.progress()))
                .map(Seen::state)
                .subscribe()
                .with(
                        state -> {
                            viewer.emit(state);
                            if (state.last()) {
                                viewer.complete();
                            }
                        },
                        viewer::fail);
        viewer.onTermination(following::cancel);
    }

    private CheckState state(String checkId) {
        return jdbi.withHandle(handle -> CheckStore.find(handle, checkId))
                .map(check -> check.stateAt(clock.instant()))
                .orElseGet(CheckState.Expired::new);
    }

    private record Announcement(String checkId, CheckState state) {}

    /** What was heard is news; what was asked for may be older than what was heard meanwhile. */
    private record Seen(CheckState state, boolean heard) {
        long progress() {
            return state.fold(
                    () -> 0L, () -> 1L, steps -> 2L + steps.done(), () -> LATE, end -> LATE + 1, () -> LATE + 1);
        }
    }
}
