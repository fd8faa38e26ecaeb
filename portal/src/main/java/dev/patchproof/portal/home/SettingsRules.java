package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the types of the settings do not say: which values make sense. */
public final class SettingsRules {
    /** How long a check may be open. */
    public static final Duration LONGEST_CHECK = Duration.ofDays(30);

    /** Of quarkus.thread-pool.max-threads, which is 750: what is left over is for pages. */
    private static final int MOST_UPLOADS = 250;

    private static final int MOST_BODIES = 280;
    private static final int MOST_DOWNLOADS = 100;
    /** Two bodies of the largest kind, so that one address may send one. */
    private static final long LEAST_UPLOAD_BYTES = 16L * 1024 * 1024;

    private SettingsRules() {}

    /**
     * Refuses values with which the portal would not do what somebody meant.
     *
     * @throws ConfigurationException naming the setting, what was expected and what was found
     */
    public static void require(Settings settings) {
        lifetime(settings.check().lifetime());
        positive("appraisal.catalog-stale-after", settings.appraisal().catalogStaleAfter());
        positive("appraisal.evidence-stale-after", settings.appraisal().evidenceStaleAfter());
        positive("keys.rotate-every", settings.keys().rotateEvery());
        positive("upload.timeout", settings.upload().timeout());
        positive("tls.reload-period", settings.tls().reloadPeriod());
        fetching(settings.catalog().fetch());
        TlsFiles.of(settings.tls()).requireServable();
        signing(settings.codeSigning());
        limits(settings.limits());
    }

    /** Keys of tickets that are replaced sign for so long. */
    private static void lifetime(Duration lifetime) {
        positive("check.lifetime", lifetime);
        if (lifetime.compareTo(LONGEST_CHECK) > 0) {
            throw new ConfigurationException("patchproof.check.lifetime: expected at most " + LONGEST_CHECK.toDays()
                    + " days, found " + lifetime);
        }
    }

    private static void fetching(Settings.Fetch fetch) {
        fetch.url().ifPresent(SettingsRules::address);
        positive("catalog.fetch.every", fetch.every());
        positive("catalog.fetch.timeout", fetch.timeout());
        atLeast(1, "catalog.fetch.attempts", fetch.attempts());
        atLeast(1, "catalog.fetch.max-size", fetch.maxSize());
        if (fetch.retryAfter().isNegative()) {
            throw new ConfigurationException(
                    "patchproof.catalog.fetch.retry-after: expected a duration such as PT5S, found "
                            + fetch.retryAfter());
        }
    }

    private static void limits(Settings.Limits limits) {
        atLeast(1, "limits.requests-per-minute", limits.requestsPerMinute());
        atLeast(1, "limits.checks-per-minute", limits.checksPerMinute());
        atLeast(1, "limits.check-requests-per-minute", limits.checkRequestsPerMinute());
        atLeast(1, "limits.wrong-tokens-per-minute", limits.wrongTokensPerMinute());
        atLeast(1, "limits.open-checks", limits.openChecks());
        atLeast(1, "limits.open-checks-per-address", limits.openChecksPerAddress());
        atLeast(1, "limits.uploads-at-once", limits.uploadsAtOnce());
        atLeast(0, "limits.uploads-waiting", limits.uploadsWaiting());
        between(2, MOST_BODIES, "limits.bodies-read", limits.bodiesRead());
        between(1, MOST_DOWNLOADS, "limits.downloads", limits.downloads());
        atLeast(1, "limits.downloads-per-address", limits.downloadsPerAddress());
        atLeast(1, "limits.event-streams", limits.eventStreams());
        atLeast(1, "limits.event-streams-per-check", limits.eventStreamsPerCheck());
        positive("limits.upload-wait", limits.uploadWait());
        if (limits.uploadsAtOnce() > MOST_UPLOADS - limits.uploadsWaiting()) {
            throw new ConfigurationException(
                    "patchproof.limits: expected .uploads-at-once and .uploads-waiting together at" + " most "
                            + MOST_UPLOADS + ", found " + limits.uploadsAtOnce() + " and " + limits.uploadsWaiting());
        }
        if (limits.uploadBytes() < LEAST_UPLOAD_BYTES) {
            throw new ConfigurationException("patchproof.limits.upload-bytes: expected at least " + LEAST_UPLOAD_BYTES
                    + " bytes, found " + limits.uploadBytes());
        }
    }

    private static void signing(Settings.CodeSigning signing) {
        signing.keystore().ifPresent(SettingsRules::readable);
        boolean partOfIt = signing.password().isPresent() || signing.alias().isPresent();
        if (signing.keystore().isEmpty() && partOfIt) {
            throw new ConfigurationException(
                    "patchproof.code-signing: expected .keystore (a PKCS#12 file) beside .password"
                            + " and .alias, found none: the probe would be signed with a self-made key");
        }
    }

    private static void readable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new ConfigurationException(
                    "patchproof.code-signing.keystore: expected a PKCS#12 file that this user may"
                            + " read, found none at " + file);
        }
    }

    private static void address(URI url) {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new ConfigurationException(
                    "patchproof.catalog.fetch.url: expected http(s)://HOST/PATH, found " + url);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new ConfigurationException(
                    "patchproof." + name + ": expected a duration above zero, such as PT2H, found " + value);
        }
    }

    private static void between(int least, int most, String name, int value) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    "patchproof." + name + ": expected " + least + " to " + most + ", found " + value);
        }
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new ConfigurationException(
                    "patchproof." + name + ": expected at least " + least + ", found " + value);
        }
    }
}
