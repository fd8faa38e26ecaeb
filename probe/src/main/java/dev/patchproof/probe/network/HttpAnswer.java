package dev.patchproof.probe.network;

import static java.util.Objects.requireNonNull;

/**
 * What a server answered.
 *
 * @param status of HTTP, whatever it is; redirects are not followed
 * @param body as UTF-8, empty where there is none
 */
public record HttpAnswer(int status, String body) {
    public HttpAnswer {
        requireNonNull(body);
    }
}
