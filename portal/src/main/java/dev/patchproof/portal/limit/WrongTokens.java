package dev.patchproof.portal.limit;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.http.Callers;
import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Slows down an address that tries one wrong token after the other. Sessions and right tokens do not count. */
@Singleton
public final class WrongTokens {
    private final Callers callers;
    private final Rate wrong;

    @Inject
    WrongTokens(Settings settings, Callers callers) {
        this.callers = callers;
        wrong = new Rate(settings.limits().wrongTokensPerMinute());
    }

    /**
     * What the door gives for the token that the present request carries.
     *
     * @throws ProblemException 429 where too many wrong ones came from this address; then the door is not asked
     */
    public <T> Optional<T> counted(Supplier<Optional<T>> door) {
        String caller = callers.key();
        wrong.wait(caller).ifPresent(time -> {
            throw new ProblemException(
                    new Problem(
                            "too-many-wrong-tokens",
                            429,
                            "Too many wrong tokens",
                            "Too many came from this address. Try again after what Retry-After says."),
                    time);
        });
        Optional<T> opened = door.get();
        if (opened.isEmpty()) {
            wrong.take(caller);
        }
        return opened;
    }
}
