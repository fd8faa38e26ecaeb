package dev.patchproof.portal.release;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** A download that came to nothing. The message says what was expected and what was found. */
final class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    DownloadException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    Reason reason() {
        return reason;
    }

    /** Kinds of failure. */
    enum Reason {
        /** Nobody answered, or the answer broke off. */
        NOT_REACHED(true),
        /** Not done in time. */
        TOO_SLOW(true),
        /** The server failed or is too busy. */
        SERVER_FAILED(true),
        /** Any other answer than the file. */
        NOT_THE_FILE(false),
        /** Another media type than a release has. */
        WRONG_TYPE(false),
        /** More bytes than the limit. */
        TOO_LARGE(false);

        private final boolean passing;

        Reason(boolean passing) {
            this.passing = passing;
        }

        /** Whether it may be better in a moment. */
        boolean passing() {
            return passing;
        }
    }
}
