package dev.patchproof.portal.result;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** What became of a result's link. */
public sealed interface ResultLookup {

    /** Handles each of the three cases. */
    <R> R fold(
            Function<StoredResult, ? extends R> found,
            Function<Deleted, ? extends R> deleted,
            Supplier<? extends R> unknown);

    /** The result. */
    record Found(StoredResult result) implements ResultLookup {
        public Found {
            requireNonNull(result, "result");
        }

        @Override
        public <R> R fold(
                Function<StoredResult, ? extends R> found,
                Function<Deleted, ? extends R> deleted,
                Supplier<? extends R> unknown) {
            return found.apply(result);
        }
    }

    /** Its owner deleted it; only the anonymous count is left. */
    record Deleted(Instant deletedAt) implements ResultLookup {
        public Deleted {
            requireNonNull(deletedAt, "deletedAt");
        }

        @Override
        public <R> R fold(
                Function<StoredResult, ? extends R> found,
                Function<Deleted, ? extends R> deleted,
                Supplier<? extends R> unknown) {
            return deleted.apply(this);
        }
    }

    /** There never was one of this id. */
    record Unknown() implements ResultLookup {
        @Override
        public <R> R fold(
                Function<StoredResult, ? extends R> found,
                Function<Deleted, ? extends R> deleted,
                Supplier<? extends R> unknown) {
            return unknown.get();
        }
    }
}
