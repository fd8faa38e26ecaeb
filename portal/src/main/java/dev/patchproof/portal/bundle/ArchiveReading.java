package dev.patchproof.portal.bundle;

import dev.patchproof.portal.bundle.ArchiveEntry.Kind;
import dev.patchproof.portal.bundle.RuntimeRefusedException.Reason;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Goes through an archive, entry by entry, within limits. */
final class ArchiveReading {
    static final long LARGEST_FILE = 512L << 20;
    static final long LARGEST_CONTENT = 1L << 30;
    static final int MOST_ENTRIES = 10_000;

    private ArchiveReading() {}

    /** Is shown each entry in turn; need not read its content. */
    interface Visitor {
        void entry(ArchiveEntry entry, InputStream content) throws IOException;
    }

    static Platform.Form form(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new RuntimeRefusedException(
                    Reason.TOO_LARGE, LARGEST_FILE + " bytes at most expected, found " + Files.size(file));
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4);
        }
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            return Platform.Form.ZIP;
        }
        if (start.length == 4 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
            return Platform.Form.TAR_GZ;
        }
        throw new RuntimeRefusedException(Reason.NOT_AN_ARCHIVE, "a ZIP or tar.gz file expected, found something else");
    }

    static void read(Path file, Platform.Form form, Visitor visitor) throws IOException {
        try {
            switch (form) {
                case ZIP -> zip(file, visitor);
                case TAR_GZ -> tar(file, visitor);
            }
        } catch (RuntimeRefusedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new RuntimeRefusedException(
                    Reason.NOT_AN_ARCHIVE,
                    "a whole " + form.suffix() + " file expected, found a damaged one ("
                            + ArchiveEntry.printable(String.valueOf(e.getMessage())) + ")");
        }
    }

    private static void zip(Path file, Visitor visitor) throws IOException {
        Budget budget = new Budget();
        long left = Files.size(file);
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                boolean encrypted = entry.getGeneralPurposeBit().usesEncryption();
                boolean usual = entry.getMethod() == ZipEntry.STORED || entry.getMethod() == ZipEntry.DEFLATED;
                if (entry.isUnixSymlink() || encrypted || !usual) {
                    throw kind(entry.getName(), encrypted ? "an encrypted entry" : "a link or an unusual compression");
                }
                Kind kind = entry.isDirectory() ? Kind.FOLDER : Kind.FILE;
                ArchiveEntry found = ArchiveEntry.of(entry.getName(), kind, true, "", time(entry.getTime()));
                budget.count();
                left -= entry.getCompressedSize();
                if (left < 0) {
                    throw new IOException("more packed content than there is, up to " + entry.getName());
                }
                long before = budget.spent();
                try (CheckedInputStream content = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                    InputStream watched = budget.watch(content);
                    visitor.entry(found, watched);
                    watched.transferTo(OutputStream.nullOutputStream());
                    if (content.getChecksum().getValue() != entry.getCrc()
                            || budget.spent() - before != entry.getSize()) {
                        throw new IOException("another content than its checksum and size say in " + entry.getName());
                    }
                }
            }
        }
    }

    private static void tar(Path file, Visitor visitor) throws IOException {
        Budget budget = new Budget();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                // The whole stream counts: padding and headers unpack too.
                InputStream unpacked = budget.watch(new GZIPInputStream(raw, 1 << 16));
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                budget.count();
                visitor.entry(
                        ArchiveEntry.of(
                                entry.getName(),
                                kind(entry),
                                (entry.getMode() & 0111) != 0,
                                entry.isSymbolicLink() ? entry.getLinkName() : "",
                                time(entry.getLastModifiedTime().toMillis())),
                        tar);
            }
            // to its very end, where the checksum of the whole is
            unpacked.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Kind kind(TarArchiveEntry entry) throws RuntimeRefusedException {
        if (entry.isDirectory()) {
            return Kind.FOLDER;
        }
        if (entry.isSymbolicLink()) {
            return Kind.LINK;
        }
        // not isFile, which takes devices for files too
        byte flag = entry.getLinkFlag();
        if ((flag == TarConstants.LF_NORMAL || flag == TarConstants.LF_OLDNORM) && !entry.isSparse()) {
            return Kind.FILE;
        }
        throw kind(entry.getName(), "a hard link, a device or the like");
    }

    private static RuntimeRefusedException kind(String name, String found) {
        return new RuntimeRefusedException(
                Reason.KIND,
                "files, folders and (in a tar.gz) symbolic links expected, found " + found + ": "
                        + ArchiveEntry.printable(name));
    }

    /** ZIP files know the years 1980 to 2107. */
    private static long time(long millis) {
        return Math.max(315_619_200_000L, Math.min(millis, 4_354_819_200_000L));
    }

    /** What is left of the limits. */
    private static final class Budget {
        private long bytes = LARGEST_CONTENT;
        private int entries = MOST_ENTRIES;

        void count() throws RuntimeRefusedException {
            if (--entries < 0) {
                throw new RuntimeRefusedException(
                        Reason.TOO_LARGE, MOST_ENTRIES + " entries at most expected, found more");
            }
        }

        long spent() {
            return LARGEST_CONTENT - bytes;
        }

        InputStream watch(InputStream content) {
            return new FilterInputStream(content) {
                @Override
                public int read() throws IOException {
                    int one = super.read();
                    spend(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] piece, int from, int length) throws IOException {
                    int count = super.read(piece, from, length);
                    spend(count);
                    return count;
                }

                @Override
                public long skip(long count) throws IOException {
                    long skipped = super.skip(count);
                    spend(skipped);
                    return skipped;
                }
            };
        }

        private void spend(long count) throws RuntimeRefusedException {
            bytes -= Math.max(0, count);
            if (bytes < 0) {
                throw new RuntimeRefusedException(
                        Reason.TOO_LARGE, LARGEST_CONTENT + " bytes unpacked at most expected, found more");
            }
        }
    }
}
