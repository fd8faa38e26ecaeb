package dev.patchproof.probe.linux;

import java.nio.file.FileSystemException;

/** A path or a link leads to where no file of the system is read. */
final class LeadsOutException extends FileSystemException {
    private static final long serialVersionUID = 1;

    LeadsOutException(String path) {
        super(path, null, "leads to a folder in which no file of a package is read");
    }
}
