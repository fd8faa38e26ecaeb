package dev.patchproof.portal.http;

/** Counts the bytes that are kept of a body, as they come in and as they are expanded. */
@FunctionalInterface
public interface BodyMeter {

    /**
     * Hears of bytes more.
     *
     * @throws ProblemException where there is no room for them; the rest is left
     */
    void count(int more);
}
