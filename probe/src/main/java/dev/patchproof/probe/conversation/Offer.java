package dev.patchproof.probe.conversation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Supplier;

/**
 * What would be sent.
 *
 * @param heading who would get it and how much it is
 * @param summary of it, in lines
 * @param whole makes the text of all of it, which may be long
 * @param token the very thing
 */
public record Offer(String heading, List<String> summary, Supplier<String> whole, String token) {

    public Offer {
        requireNonNull(heading, "heading");
        summary = List.copyOf(summary);
        requireNonNull(whole, "whole");
        requireNonNull(token, "token");
    }
}
