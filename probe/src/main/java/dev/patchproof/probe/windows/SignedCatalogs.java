package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** The system's database of signed catalogs as Windows answers for it, each answer a value or a code. */
interface SignedCatalogs {

    /**
     * Begins a search for the catalogs that hold a file's digest; empty where this Windows has no catalogs by that
     * algorithm.
     */
    Optional<Search> search(String path, Algorithm algorithm) throws Win32Failure;

    /** By which a catalog lists files. For programs it leaves the signature inside the file and the checksum out. */
    enum Algorithm {
        /** Windows 8 and later. */
        SHA256,
        SHA1
    }

    /** A search that was begun; it holds the file open until it is closed. */
    interface Search extends AutoCloseable {

        /** Where the file that is held open stands, as {@link SystemFiles#truePath} tells it. */
        Optional<String> truePath();

        /** The path of the next catalog; empty behind the last. */
        Optional<String> next() throws Win32Failure;

        /** WinVerifyTrust for the file and a catalog: without a window, without the network. */
        Verdict verify(String catalog) throws Win32Failure;

        @Override
        void close();
    }

    /**
     * What WinVerifyTrust says.
     *
     * @param code 0 where it accepts the catalog
     * @param signer common name of the first signer's certificate
     */
    record Verdict(int code, Optional<String> signer) {
        public Verdict {
            requireNonNull(signer, "signer");
        }
    }
}
