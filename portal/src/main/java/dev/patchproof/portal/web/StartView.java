package dev.patchproof.portal.web;

import dev.patchproof.portal.signing.ProbeRelease;
import java.util.Locale;
import java.util.Optional;

/**
 * The start page.
 *
 * @param portal address of this portal, for the command line
 * @param downloads the probe; empty list where this portal has none
 */
record StartView(String portal, java.util.List<Download> downloads) {

    /**
     * The signed probe and how to verify it.
     *
     * @param sha256 of the signed jar without a ticket
     * @param unsignedSha256 of the jar as everybody can build it
     * @param originWords whose key it is
     */
    record Download(
            String version,
            String size,
            String sha256,
            String unsignedSha256,
            String fingerprint,
            String subject,
            String originWords) {}

    static StartView of(Sentences sentences, String portal, Optional<ProbeRelease> release) {
        return new StartView(
                portal,
                release
                        .map(probe -> new Download(
                                probe.version(),
                                size(probe.size()),
                                probe.sha256(),
                                probe.unsignedSha256(),
                                probe.signer().fingerprint(),
                                probe.signer().subject(),
                                sentences.of(probe.signer().origin())))
                        .stream()
                        .toList());
    }

    /** Megabytes of a million bytes, as file managers of most systems count. */
    static String size(long bytes) {
        return String.format(Locale.ENGLISH, "%.1f MB", bytes / 1e6);
    }
}
