package dev.patchproof.portal.check;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Supplier;

/** Where a check stands. {@link Appraised} and {@link Expired} are final. */
public sealed interface CheckState {

    /** Handles each of the six states. */
    <R> R fold(
            Supplier<? extends R> created,
            Supplier<? extends R> probeStarted,
            Function<Collecting, ? extends R> collecting,
            Supplier<? extends R> uploaded,
            Function<Appraised, ? extends R> appraised,
            Supplier<? extends R> expired);

    /** Name on the wire: created, probe-started, collecting, uploaded, appraised, expired. */
    default String code() {
        return fold(
                () -> "created",
                () -> "probe-started",
                collecting -> "collecting",
                () -> "uploaded",
                appraised -> "appraised",
                () -> "expired");
    }

    /** No later state follows. */
    default boolean last() {
        return fold(() -> false, () -> false, collecting -> false, () -> false, appraised -> true, () -> true);
    }

    /** The ticket was made; no probe has asked for a plan. */
    record Created() implements CheckState {
        @Override
        public <R> R fold(
                Supplier<? extends R> created,
                Supplier<? extends R> probeStarted,
                Function<Collecting, ? extends R> collecting,
                Supplier<? extends R> uploaded,
                Function<Appraised, ? extends R> appraised,
                Supplier<? extends R> expired) {
            return created.get();
        }
    }

    /** A probe has asked for the plan. */
    record ProbeStarted() implements CheckState {
        @Override
        public <R> R fold(
                Supplier<? extends R> created,
                Supplier<? extends R> probeStarted,
                Function<Collecting, ? extends R> collecting,
                Supplier<? extends R> uploaded,
                Function<Appraised, ? extends R> appraised,
                Supplier<? extends R> expired) {
            return probeStarted.get();
        }
    }

    /** The probe works: {@code done} of {@code total} steps, both as it says. */
    record Collecting(int done, int total) implements CheckState {
        public Collecting {
            if (done < 0 || total < 1 || done > total) {
                throw new IllegalArgumentException("expected 0 <= done <= total, found " + done + " of " + total);
            }
        }

        /** Whole percent, 0 to 100. */
        public int percent() {
            return (int) (100L * done / total);
        }

        @Override
        public <R> R fold(
                Supplier<? extends R> created,
                Supplier<? extends R> probeStarted,
                Function<Collecting, ? extends R> collecting,
                Supplier<? extends R> uploaded,
                Function<Appraised, ? extends R> appraised,
                Supplier<? extends R> expired) {
            return collecting.apply(this);
        }
    }

    /** Evidence was accepted and is being appraised; passes at once, so it is seen in events only. */
    record Uploaded() implements CheckState {
        @Override
        public <R> R fold(
                Supplier<? extends R> created,
                Supplier<? extends R> probeStarted,
                Function<Collecting, ? extends R> collecting,
                Supplier<? extends R> uploaded,
                Function<Appraised, ? extends R> appraised,
                Supplier<? extends R> expired) {
            return uploaded.get();
        }
    }

    /** There is a result (which its owner may have deleted since). */
    record Appraised(String resultId) implements CheckState {
        public Appraised {
            requireNonNull(resultId, "resultId");
        }

        @Override
        public <R> R fold(
                Supplier<? extends R> created,
                Supplier<? extends R> probeStarted,
                Function<Collecting, ? extends R> collecting,
                Supplier<? extends R> uploaded,
                Function<Appraised, ? extends R> appraised,
                Supplier<? extends R> expired) {
            return appraised.apply(this);
        }
    }

    /** The ticket ran out unused. */
    record Expired() implements CheckState {
        @Override
        public <R> R fold(
                Supplier<? extends R> created,
                Supplier<? extends R> probeStarted,
                Function<Collecting, ? extends R> collecting,
                Supplier<? extends R> uploaded,
                Function<Appraised, ? extends R> appraised,
                Supplier<? extends R> expired) {
            return expired.get();
        }
    }
}
