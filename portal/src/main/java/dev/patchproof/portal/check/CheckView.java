package dev.patchproof.portal.check;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.bundle.CheckedRuntime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A check as its page shows it; holds no secret but its id.
 *
 * @param expiresAt until when evidence is accepted
 * @param download this check's personalised probe; empty when the ticket is used or expired, or this portal has no
 *     probe
 * @param runtimes with which the download is to be had as a bundle
 */
public record CheckView(
        String id,
        CheckState state,
        Instant createdAt,
        Instant expiresAt,
        Optional<Download> download,
        List<CheckedRuntime> runtimes) {
    public CheckView {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(expiresAt, "expiresAt");
        requireNonNull(download, "download");
        runtimes = List.copyOf(runtimes);
    }

    /**
     * One check's personalised probe, as its page announces it.
     *
     * @param sha256 of the download as a whole, ZIP comment included, lower-case hex
     * @param size in bytes, ZIP comment included
     */
    public record Download(String sha256, long size) {
        public Download {
            requireNonNull(sha256, "sha256");
        }
    }
}
