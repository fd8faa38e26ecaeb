package dev.patchproof.probe.network;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server answered.
 *
 * @param status of HTTP, whatever it is; redirects are not followed
 * @param body as UTF-8, empty where there is none
 * @param retryAfter how long to wait before the next try; zero where nothing is said of it
 */
public record HttpAnswer(int status, String body, Duration retryAfter) {
    public HttpAnswer {
        requireNonNull(body);
        requireNonNull(retryAfter);
    }
}
