package dev.patchproof.portal.download;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/** A download that came to nothing. The message says what was expected and what was found. */
public final class DownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public DownloadException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }

    /** Kinds of failure. */
    public enum Reason {
        /** Nobody answered, or the answer broke off. */
        NOT_REACHED(true),
        /** Not done in time. */
        TOO_SLOW(true),
        /** The server failed or is too busy. */
        SERVER_FAILED(true),
        /** The server has no such file. */
        NOT_THERE(false),
        /** Any other answer than the file. */
        NOT_THE_FILE(false),
        /** Another media type than the file has. */
        WRONG_TYPE(false),
        /** More bytes than the limit. */
        TOO_LARGE(false),
        /** It could not be written here. */
        NOT_KEPT(false),
        /** The portal was stopped meanwhile. */
        STOPPED(false);

        private final boolean passing;

        Reason(boolean passing) {
            this.passing = passing;
        }

        /** Whether it may be better in a moment. */
        public boolean passing() {
            return passing;
        }
    }
}
