package dev.patchproof.portal.bundle;

import dev.patchproof.portal.bundle.ArchiveEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Writes a checked runtime again, under the names that it has in a bundle. */
final class RuntimeCopy {
    private RuntimeCopy() {}

    static void write(Path file, RuntimeCheck.Found found, OutputStream out) throws IOException {
        switch (found.platform().form()) {
            case ZIP -> zip(file, found, out);
            case TAR_GZ -> tar(file, found, out);
        }
    }

    /** Compressed contents are copied as they are; their sizes and sums were right when they were checked. */
    private static void zip(Path file, RuntimeCheck.Found found, OutputStream out) throws IOException {
        ZipArchiveOutputStream to = new ZipArchiveOutputStream(out); // not closed: the file is its caller's
        to.setUseZip64(Zip64Mode.Never);
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.isDirectory()) {
                    continue; // a ZIP needs none, and its files make them
                }
                ArchiveEntry named = ArchiveEntry.of(entry.getName(), Kind.FILE, true, "", entry.getTime())
                        .below(found.prefix(), Bundle.RUNTIME);
                try (InputStream raw = zip.getRawInputStream(entry)) {
                    copyRaw(entry, named.path(), raw, to);
                }
            }
        }
        to.finish();
    }

    static void copyRaw(ZipArchiveEntry entry, String name, InputStream raw, ZipArchiveOutputStream to)
            throws IOException {
        ZipArchiveEntry copy = new ZipArchiveEntry(name);
        copy.setMethod(entry.getMethod());
        copy.setSize(entry.getSize());
        copy.setCompressedSize(entry.getCompressedSize());
        copy.setCrc(entry.getCrc());
        copy.setTime(entry.getTime());
        to.addRawArchiveEntry(copy, raw);
    }

    /** One member of a gzip file (RFC 1952 lets others follow), which ends where the next entry of the tar begins. */
    private static void tar(Path file, RuntimeCheck.Found found, OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
        TarArchiveOutputStream tar = TarEntries.begin(gzip); // not closed: that would write the archive's end
        TarEntries.folder(tar, Bundle.FOLDER);
        ArchiveReading.read(file, Platform.Form.TAR_GZ, (entry, content) -> {
            ArchiveEntry named = entry.below(found.prefix(), Bundle.RUNTIME);
            switch (entry.kind()) {
                case FOLDER -> TarEntries.folder(tar, named.path());
                case LINK -> TarEntries.link(tar, named);
                case FILE -> TarEntries.file(tar, named, TarEntries.size(content), content);
            }
        });
        gzip.finish();
        gzip.flush();
    }
}
