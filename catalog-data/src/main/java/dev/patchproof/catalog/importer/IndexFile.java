package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** A document as archives and apt keep it: plain, xz, gz, bz2 or lz4, told by its first bytes, not by its name. */
final class IndexFile {
    private static final int LONGEST_MAGIC = 6;
    private static final int XZ_MEMORY_KIB = 128 * 1024; // archives pack with half of it

    private IndexFile() {}

    static InputStream open(Path file) throws IOException, ImportException {
        InputStream packed = new BufferedInputStream(Files.newInputStream(file));
        packed.mark(LONGEST_MAGIC);
        String magic = HexFormat.of().formatHex(packed.readNBytes(LONGEST_MAGIC));
        packed.reset();
        if (magic.startsWith("fd377a585a00")) {
            return new XZInputStream(packed, XZ_MEMORY_KIB);
        }
        if (magic.startsWith("1f8b")) {
            return new GZIPInputStream(packed);
        }
        if (magic.startsWith("04224d18")) {
            return new FramedLZ4CompressorInputStream(packed, true);
        }
        if (magic.startsWith("425a68")) {
            return new BZip2CompressorInputStream(packed, true);
        }
        if (magic.startsWith("28b52ffd")) {
            packed.close();
            throw new ImportException(
                    Reason.UNKNOWN_PACKING, file + ": expected plain text, xz, gz, bz2 or lz4, found zstd");
        }
        return packed;
    }
}
