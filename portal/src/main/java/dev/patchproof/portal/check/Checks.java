package dev.patchproof.portal.check;

import dev.patchproof.portal.access.OwnerSecret;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Makes checks and finds them. */
@Singleton
@SuppressWarnings("DoNotCallSuggester")
public final class Checks {

    /**
     * Makes a check.
     *
     * @param owner the browser that may delete the result; empty for a probe that makes its own check and owns it by its
     *     ticket
     */
    public NewCheck create(Optional<OwnerSecret> owner) {
        throw new UnsupportedOperationException();
    }

    /** The check of this id; empty where there never was one, or it expired long ago and was cleaned away. */
    public Optional<CheckView> find(String checkId) {
        throw new UnsupportedOperationException();
    }
}
