package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.time.Duration;

/** What the types of the settings do not say: which values make sense. */
public final class SettingsRules {
    /** Threads that are left for everything but uploads: quarkus.thread-pool.max-threads is 300. */
    private static final int MOST_UPLOADS = 250;

    private SettingsRules() {}

    /**
     * Refuses values with which the portal would not do what somebody meant.
     *
     * @throws ConfigurationException naming the setting, what was expected and what was found
     */
    public static void require(Settings settings) {
        positive("check.lifetime", settings.check().lifetime());
        positive("appraisal.catalog-stale-after", settings.appraisal().catalogStaleAfter());
        positive("appraisal.evidence-stale-after", settings.appraisal().evidenceStaleAfter());
        positive("tls.reload-period", settings.tls().reloadPeriod());
        settings.catalog().fetch().url().ifPresent(SettingsRules::address);
        signing(settings.codeSigning());
        limits(settings.limits());
    }

    private static void limits(Settings.Limits limits) {
        atLeast(1, "requests-per-minute", limits.requestsPerMinute());
        atLeast(1, "checks-per-minute", limits.checksPerMinute());
        atLeast(1, "check-requests-per-minute", limits.checkRequestsPerMinute());
        atLeast(1, "wrong-tokens-per-minute", limits.wrongTokensPerMinute());
        atLeast(1, "open-checks", limits.openChecks());
        atLeast(1, "open-checks-per-address", limits.openChecksPerAddress());
        atLeast(1, "uploads-at-once", limits.uploadsAtOnce());
        atLeast(0, "uploads-waiting", limits.uploadsWaiting());
        atLeast(1, "event-streams", limits.eventStreams());
        atLeast(1, "event-streams-per-check", limits.eventStreamsPerCheck());
        positive("limits.upload-wait", limits.uploadWait());
        if (limits.uploadsAtOnce() > MOST_UPLOADS - limits.uploadsWaiting()) {
            throw new ConfigurationException(
                    "patchproof.limits: expected .uploads-at-once and .uploads-waiting together at" + " most "
                            + MOST_UPLOADS + ", found " + limits.uploadsAtOnce() + " and " + limits.uploadsWaiting());
        }
    }

    private static void signing(Settings.CodeSigning signing) {
        boolean partOfIt = signing.password().isPresent() || signing.alias().isPresent();
        if (signing.keystore().isEmpty() && partOfIt) {
            throw new ConfigurationException(
                    "patchproof.code-signing: expected .keystore (a PKCS#12 file) beside .password"
                            + " and .alias, found none: the probe would be signed with a self-made key");
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

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new ConfigurationException(
                    "patchproof.limits." + name + ": expected at least " + least + ", found " + value);
        }
    }
}
