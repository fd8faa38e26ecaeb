package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one query found. The four cases are never folded into each other: a thing that is absent, one that was not
 * looked for and one whose reading failed lead to different verdicts (OVAL: does not exist, not collected, error).
 *
 * @param <T> what exists, when it exists
 */
public sealed interface Finding<T> {

    /** Handles each of the four cases. */
    <R> R fold(
            Function<? super T, ? extends R> exists,
            Supplier<? extends R> doesNotExist,
            Function<NotCollected<T>, ? extends R> notCollected,
            Function<Failed<T>, ? extends R> error);

    /** The thing was there and was read whole. */
    record Exists<T>(T value) implements Finding<T> {
        public Exists {
            requireNonNull(value, "value");
        }

        @Override
        public <R> R fold(
                Function<? super T, ? extends R> exists,
                Supplier<? extends R> doesNotExist,
                Function<NotCollected<T>, ? extends R> notCollected,
                Function<Failed<T>, ? extends R> error) {
            return exists.apply(value);
        }
    }

    /** The place was read and the thing was not there. */
    record DoesNotExist<T>() implements Finding<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> exists,
                Supplier<? extends R> doesNotExist,
                Function<NotCollected<T>, ? extends R> notCollected,
                Function<Failed<T>, ? extends R> error) {
            return doesNotExist.get();
        }
    }

    /** Nobody looked, and this is why. */
    record NotCollected<T>(NotCollectedReason reason, String detail) implements Finding<T> {
        public NotCollected {
            requireNonNull(reason, "reason");
            requireNonNull(detail, "detail");
        }

        @Override
        public <R> R fold(
                Function<? super T, ? extends R> exists,
                Supplier<? extends R> doesNotExist,
                Function<NotCollected<T>, ? extends R> notCollected,
                Function<Failed<T>, ? extends R> error) {
            return notCollected.apply(this);
        }
    }

    /**
     * Somebody looked and the reading failed. {@code code} is stable and upper case (ACCESS_DENIED, MALFORMED, IO,
     * WIN32_5, ...); {@code message} is for people.
     */
    record Failed<T>(String code, String message) implements Finding<T> {
        public Failed {
            requireNonNull(code, "code");
            requireNonNull(message, "message");
            if (code.isEmpty()) {
                throw new IllegalArgumentException("an error needs a code");
            }
        }

        @Override
        public <R> R fold(
                Function<? super T, ? extends R> exists,
                Supplier<? extends R> doesNotExist,
                Function<NotCollected<T>, ? extends R> notCollected,
                Function<Failed<T>, ? extends R> error) {
            return error.apply(this);
        }
    }

    static <T> Finding<T> exists(T value) {
        return new Exists<>(value);
    }

    static <T> Finding<T> doesNotExist() {
        return new DoesNotExist<>();
    }

    static <T> Finding<T> notCollected(NotCollectedReason reason, String detail) {
        return new NotCollected<>(reason, detail);
    }

    static <T> Finding<T> error(String code, String message) {
        return new Failed<>(code, message);
    }

    /** The same case for another value type; only {@code exists} is converted. */
    default <R> Finding<R> map(Function<? super T, ? extends R> convert) {
        return this.<Finding<R>>fold(
                value -> new Exists<R>(convert.apply(value)),
                DoesNotExist::new,
                missing -> new NotCollected<>(missing.reason(), missing.detail()),
                failed -> new Failed<>(failed.code(), failed.message()));
    }
}
