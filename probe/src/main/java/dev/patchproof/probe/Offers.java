package dev.patchproof.probe;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.probe.conversation.Offer;
import dev.patchproof.probe.trust.EvidenceToken;
import dev.patchproof.probe.trust.Ticket;
import java.util.ArrayList;
import java.util.List;

/** Puts what would be sent into words, in short and whole. */
final class Offers {
    private Offers() {}

    static Offer of(Ticket ticket, Evidence evidence, EvidenceToken token) {
        List<String> summary = new ArrayList<>(EvidenceSummary.of(evidence));
        token.identity()
                .ifPresent(subject ->
                        summary.add("signed with a certificate that names this computer: " + Terminal.plain(subject)));
        String heading = "This is what " + ticket.portal().text() + " would get ("
                + (token.compact().length() + 1023) / 1024 + " KiB, no file contents):";
        return new Offer(heading, summary, () -> whole(token), token.compact());
    }

    private static String whole(EvidenceToken token) {
        return String.join(
                System.lineSeparator(),
                "The whole of it:",
                PrettyJson.of(token.claims()),
                token.identity().isPresent()
                        ? "Signed with this certificate:"
                        : "Signed with this key of this installation:",
                PrettyJson.of(token.header()));
    }
}
