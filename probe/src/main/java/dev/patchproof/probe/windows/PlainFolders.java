package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a path inside the folder that it begins with. Windows lets every user make junctions, and below System32 lie
 * folders that every user may write to: one that is a junction or a link shows files of somewhere else under a name of the
 * system. The file at the end of the path is looked at where it is read.
 */
final class PlainFolders {

    private final SystemFiles files;
    private final Set<String> plain = ConcurrentHashMap.newKeySet();

    PlainFolders(SystemFiles files) {
        this.files = files;
    }

    /**
     * Refuses a file one of whose folders is something else than a folder.
     *
     * @param root where the path begins; may itself be anything
     * @param file a path below it
     */
    void require(String root, String file) throws NotLocatedException {
        for (int end = file.indexOf('\\', root.length() + 1); end >= 0; end = file.indexOf('\\', end + 1)) {
            String folder = file.substring(0, end);
            if (!plain.contains(folder)) {
                require(folder);
                plain.add(folder);
            }
        }
    }

    private void require(String folder) throws NotLocatedException {
        try {
            if (files.isReparsePoint(folder)) {
                throw NotLocatedException.failed(
                        "LEADS_OUT", folder + " is a link or a junction, which is not followed");
            }
        } catch (NoSuchFileException | AccessDeniedException e) {
            // what there is to say of that is said of the file, which cannot be reached either
        } catch (IOException e) {
            throw NotLocatedException.failed("IO", folder + ": " + e);
        }
    }
}
