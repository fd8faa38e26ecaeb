package dev.patchproof.probe.conversation;

import static java.util.Objects.requireNonNull;

/**
 * The portal's two overall verdicts, in words.
 *
 * @param claimed what a checker of the system's own bookkeeping would have said
 * @param found what Patchproof found
 * @param link the page of the result
 * @param ordinaryRights whether this program is known to run without administrator rights, so that it may hand the link to
 *     another program
 */
public record Verdict(String claimed, String found, String link, boolean ordinaryRights) {

    public Verdict {
        requireNonNull(claimed, "claimed");
        requireNonNull(found, "found");
        requireNonNull(link, "link");
    }
}
