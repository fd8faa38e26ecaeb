package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import java.util.Optional;
import java.util.function.Supplier;

/** A path leads nowhere on this computer, for a reason that is itself the finding. */
final class NotLocatedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Why why;
    private final String code;

    private NotLocatedException(Why why, String code, String message) {
        super(message);
        this.why = why;
        this.code = requireNonNull(code, "code");
    }

    private enum Why {
        ABSENT,
        NOT_ON_THIS_SYSTEM,
        FAILED
    }

    /** What the path depends on is not installed: the file is not there either. */
    static NotLocatedException absent(String message) {
        return new NotLocatedException(Why.ABSENT, "ABSENT", message);
    }

    /** This Windows has no such place at all. */
    static NotLocatedException notOnThisSystem(String message) {
        return new NotLocatedException(Why.NOT_ON_THIS_SYSTEM, "NOT_ON_THIS_SYSTEM", message);
    }

    static NotLocatedException failed(String code, String message) {
        return new NotLocatedException(Why.FAILED, code, message);
    }

    /** Under a 32-bit Java 64-bit Windows would show another file. */
    static NotLocatedException redirected(Object path) {
        return failed(
                "WOW64_REDIRECTED", path + " cannot be read by a 32-bit Java on 64-bit Windows; use a 64-bit Java");
    }

    /** What a place depends on; where that could not be read the place is unknown, never absent. */
    static <T> T require(Finding<T> found, Supplier<NotLocatedException> absent) throws NotLocatedException {
        Optional<T> value =
                found.fold(Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
        if (value.isPresent()) {
            return value.get();
        }
        throw found.<NotLocatedException>fold(
                ignored -> absent.get(),
                absent,
                missing -> failed("NOT_LOCATED", missing.detail()),
                failed -> failed(failed.code(), failed.message()));
    }

    <T> Finding<T> finding() {
        String message = String.valueOf(getMessage());
        return switch (why) {
            case ABSENT -> Finding.doesNotExist();
            case NOT_ON_THIS_SYSTEM -> Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, message);
            case FAILED -> Finding.error(code, message);
        };
    }
}
