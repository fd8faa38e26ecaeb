package dev.patchproof.catalog.release;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A release file taken apart. Nothing in it is believed yet: {@link CatalogKeys#verify} does that.
 *
 * <p>Immutable.
 */
public final class ReleaseFile {
    static final String MANIFEST = "release.json";
    static final String SIGNATURE = "release.jws";
    static final String QUARANTINE = "quarantine.json";
    static final String CATALOG = "catalog/";

    /** Every entry's; a month after the first time that a zip can hold, which would bring the time zone in. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final byte[] manifestBytes;
    private final ReleaseManifest manifest;
    private final Optional<String> signature;
    private final SortedMap<String, byte[]> catalog;
    private final Optional<String> quarantine;

    /**
     * Puts the parts together.
     *
     * @param signature compact JWS with detached payload; empty where nobody signed
     * @param catalog name below the catalog directory to content; the arrays are not to be changed any more
     */
    ReleaseFile(
            byte[] manifestBytes,
            ReleaseManifest manifest,
            Optional<String> signature,
            SortedMap<String, byte[]> catalog,
            Optional<String> quarantine) {
        this.manifestBytes = manifestBytes.clone();
        this.manifest = requireNonNull(manifest, "manifest");
        this.signature = requireNonNull(signature, "signature");
        this.catalog = Collections.unmodifiableSortedMap(new TreeMap<>(catalog));
        this.quarantine = requireNonNull(quarantine, "quarantine");
    }

    /** What it says of itself. */
    public ReleaseManifest manifest() {
        return manifest;
    }

    Optional<String> signature() {
        return signature;
    }

    byte[] signedBytes() {
        return manifestBytes.clone();
    }

    SortedMap<String, byte[]> catalog() {
        return catalog;
    }

    Optional<String> quarantine() {
        return quarantine;
    }

    ReleaseFile signed(String jws) {
        return new ReleaseFile(manifestBytes, manifest, Optional.of(jws), catalog, quarantine);
    }

    /** Refuses content that is not what the manifest says. */
    void checkDigests() throws ReleaseException {
        String found = CatalogReader.digest(catalog);
        if (!found.equals(manifest.digest())) {
            throw damaged("catalog", manifest.digest(), found);
        }
        Optional<String> report = quarantine.map(ReleaseFile::sha256);
        if (!report.equals(manifest.quarantine())) {
            throw damaged(QUARANTINE, manifest.quarantine().orElse("none"), report.orElse("none"));
        }
    }

    /** The file; the same parts give the same bytes. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            put(zip, MANIFEST, manifestBytes);
            if (signature.isPresent()) {
                put(zip, SIGNATURE, signature.get().getBytes(StandardCharsets.US_ASCII));
            }
            for (var file : catalog.entrySet()) {
                put(zip, CATALOG + file.getKey(), file.getValue());
            }
            if (quarantine.isPresent()) {
                put(zip, QUARANTINE, quarantine.get().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static ReleaseException damaged(String what, String expected, String found) {
        return new ReleaseException(
                Reason.DAMAGED,
                what + ": expected digest " + expected + " as " + MANIFEST + " says, found " + found
                        + "; the file was cut or altered");
    }
}
