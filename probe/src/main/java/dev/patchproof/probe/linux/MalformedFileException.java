package dev.patchproof.probe.linux;

import java.io.IOException;

/** A file of the system that does not follow its own format. */
final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedFileException(String file, int line, String expected, String found) {
        super(file + " line " + line + ": expected " + expected + ", found "
                + (found.length() <= 80 ? found : found.substring(0, 80) + "..."));
    }
}
