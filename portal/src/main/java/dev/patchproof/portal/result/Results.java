package dev.patchproof.portal.result;

import jakarta.inject.Singleton;

/** Finds results by their link and deletes them for their owners. */
@Singleton
@SuppressWarnings("DoNotCallSuggester")
public final class Results {

    /** What became of the result of this id. */
    public ResultLookup find(String resultId) {
        throw new UnsupportedOperationException();
    }

    /** Whether the proof is that of the owner of this result, so that a page may offer deletion. */
    public boolean owns(String resultId, OwnerProof proof) {
        throw new UnsupportedOperationException();
    }

    /** Takes token, observations and names away and leaves the anonymous count. */
    public Deletion delete(String resultId, OwnerProof proof) {
        throw new UnsupportedOperationException();
    }
}
