package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Turns exceptions of the file system into findings; the only place that does. */
final class Failures {
    static final String ACCESS_DENIED = "ACCESS_DENIED";
    static final String MALFORMED = "MALFORMED";

    private Failures() {}

    /** The finding of something that was read and failed; nothing there means that it does not exist. */
    static <T> Finding<T> finding(IOException failure) {
        return failure instanceof NoSuchFileException ? Finding.doesNotExist() : error(failure);
    }

    /** The finding of something that has to be there: nothing there is an error too. */
    static <T> Finding<T> error(IOException failure) {
        return Finding.error(code(failure), describe(failure));
    }

    private static String code(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return ACCESS_DENIED;
        }
        if (failure instanceof NoSuchFileException) {
            return "NOT_FOUND";
        }
        if (failure instanceof MalformedFileException || failure instanceof CharacterCodingException) {
            return MALFORMED;
        }
        if (failure instanceof LimitReachedException) {
            return "LIMIT_REACHED";
        }
        if (failure instanceof LeadsOutException) {
            return "LEADS_OUT";
        }
        if (failure instanceof FileSystemLoopException) {
            return "LINK_LOOP";
        }
        return "IO";
    }

    private static String describe(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
