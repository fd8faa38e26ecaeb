package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The system's signed catalogs that hold the digest of a file, sorted by name. A file in none of them has no such fact:
 * that is unknown, not tampering.
 */
public record FileSignatureFact(List<SigningCatalog> catalogs) {
    public FileSignatureFact {
        catalogs = List.copyOf(catalogs);
    }

    /**
     * A signed catalog.
     *
     * @param name of its file; that of an update carries package and build
     * @param publisher common name of the signer, where the system's own check (WinVerifyTrust) accepts the catalog; the
     *     check's code as an error where it does not
     */
    public record SigningCatalog(String name, Finding<String> publisher) {
        public SigningCatalog {
            requireNonNull(name, "name");
            requireNonNull(publisher, "publisher");
        }
    }
}
