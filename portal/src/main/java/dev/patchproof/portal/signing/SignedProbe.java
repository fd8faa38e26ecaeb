package dev.patchproof.portal.signing;

import jakarta.inject.Singleton;
import java.util.Optional;

/** The probe jar that this portal signed. */
@Singleton
@SuppressWarnings("DoNotCallSuggester")
public final class SignedProbe {

    /** What to know of it; empty where this portal was built without a probe (then it offers no download). */
    public Optional<ProbeRelease> release() {
        throw new UnsupportedOperationException();
    }
}
