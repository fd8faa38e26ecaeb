package dev.patchproof.catalog.release;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A release whose content is what its manifest says, and whose manifest is signed by a trusted key, or was let pass. */
public final class TrustedRelease {
    private final ReleaseFile file;
    private final Optional<String> signedBy;

    TrustedRelease(ReleaseFile file, Optional<String> signedBy) throws ReleaseException {
        this.file = requireNonNull(file, "file");
        this.signedBy = requireNonNull(signedBy, "signedBy");
        file.checkDigests();
    }

    /**
     * A release that nobody's signature is asked of. Only for somebody who said so in as many words, and for looking at a
     * release without judging anything by it.
     *
     * @throws ReleaseException DAMAGED
     */
    public static TrustedRelease withoutSignature(ReleaseFile file) throws ReleaseException {
        return new TrustedRelease(file, Optional.empty());
    }

    public ReleaseManifest manifest() {
        return file.manifest();
    }

    /** RFC 7638 thumbprint of the key that signed; empty where no signature was asked for. */
    public Optional<String> signedBy() {
        return signedBy;
    }

    /** What the importers did not believe, as they wrote it; JSON. */
    public Optional<String> quarantine() {
        return file.quarantine();
    }

    /** The file as it is to be kept. */
    public byte[] toBytes() {
        return file.toBytes();
    }

    /** The files of its catalog, by their names below the catalog directory; copies. */
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> copies = new TreeMap<>();
        file.catalog().forEach((name, content) -> copies.put(name, content.clone()));
        return copies;
    }

    /**
     * The catalog in it.
     *
     * @throws ReleaseException CATALOG_REFUSED with every problem that the reader found
     */
    public Catalog catalog() throws ReleaseException {
        try {
            return CatalogReader.read(file.catalog());
        } catch (CatalogException refused) {
            throw new ReleaseException(Reason.CATALOG_REFUSED, String.valueOf(refused.getMessage()), refused);
        }
    }
}
