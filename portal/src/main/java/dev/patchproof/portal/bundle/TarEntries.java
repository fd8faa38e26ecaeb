package dev.patchproof.portal.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Entries of a tar file with plain modes and nobody's name. */
final class TarEntries {
    private static final int PROGRAM = 0755;
    private static final int PLAIN = 0644;

    private TarEntries() {}

    static TarArchiveOutputStream begin(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    /** Of the entry that is being read. */
    static long size(InputStream content) throws IOException {
        if (content instanceof TarArchiveInputStream tar) {
            return tar.getCurrentEntry().getSize();
        }
        throw new IOException("the entry of a tar file expected");
    }

    static void folder(TarArchiveOutputStream tar, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/", TarConstants.LF_DIR);
        entry.setMode(PROGRAM);
        put(tar, entry, 0);
        tar.closeArchiveEntry();
    }

    static void link(TarArchiveOutputStream tar, ArchiveEntry link) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(link.path(), TarConstants.LF_SYMLINK);
        entry.setLinkName(link.target());
        put(tar, entry, link.modified());
        tar.closeArchiveEntry();
    }

    static void file(TarArchiveOutputStream tar, ArchiveEntry file, long size, InputStream content) throws IOException {
        open(tar, file, size);
        content.transferTo(tar);
        tar.closeArchiveEntry();
    }

    static void open(TarArchiveOutputStream tar, ArchiveEntry file, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(file.path());
        entry.setMode(file.executable() ? PROGRAM : PLAIN);
        entry.setSize(size);
        put(tar, entry, file.modified());
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, long modified) throws IOException {
        entry.setLastModifiedTime(FileTime.fromMillis(modified / 1000 * 1000));
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
    }
}
