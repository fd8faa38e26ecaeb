package dev.patchproof.portal.download;

import dev.patchproof.portal.download.DownloadException.Reason;
import dev.patchproof.portal.home.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gets a file in several attempts, where what stands in the way may pass. */
public final class PatientDownload {
    /** In a list of media types: the answer may name none. */
    public static final String NO_TYPE = Download.NO_TYPE;

    private static final Logger LOG = Logger.getLogger(PatientDownload.class);

    private final Download download;
    private final int attempts;
    private final Duration retryAfter;

    /**
     * With these bounds.
     *
     * @param folder where files are written, under names of their own
     */
    public PatientDownload(Settings.Patience patience, Duration timeout, long maxSize, Path folder) {
        this.attempts = patience.attempts();
        this.retryAfter = patience.retryAfter();
        download = new Download(timeout, maxSize, folder);
    }

    /** Whether settings are within their bounds. */
    public static boolean accepts(Settings.Patience patience, Duration timeout, long maxSize) {
        return patience.attempts() >= 1
                && maxSize >= 1
                && isPositive(timeout)
                && isPositive(patience.every())
                && !patience.retryAfter().isNegative();
    }

    /**
     * Gets the file.
     *
     * @param types media types that it may have
     * @param known entity tag of the file that is at hand; empty where there is none
     * @return empty where the file at hand is still the newest
     */
    public Optional<Fetched> get(URI address, List<String> types, Optional<String> known) throws DownloadException {
        Duration wait = retryAfter;
        for (int attempt = 1; ; attempt++) {
            try {
                return download.get(address, types, known);
            } catch (DownloadException failed) {
                LOG.warnf("%s, attempt %d: %s: %s", address, attempt, failed.reason(), failed.getMessage());
                if (!failed.reason().passing() || attempt == attempts) {
                    throw attempt == 1
                            ? failed
                            : new DownloadException(
                                    failed.reason(), failed.getMessage() + " (" + attempt + " attempts)");
                }
                pause(wait);
                wait = wait.multipliedBy(2);
            } catch (InterruptedException stopped) {
                throw stopped();
            }
        }
    }

    private static void pause(Duration wait) throws DownloadException {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException stopped) {
            throw stopped();
        }
    }

    private static DownloadException stopped() {
        Thread.currentThread().interrupt();
        return new DownloadException(Reason.STOPPED, "expected to go on, found the portal stopping");
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
