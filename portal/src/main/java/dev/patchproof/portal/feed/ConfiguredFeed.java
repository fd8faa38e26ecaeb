package dev.patchproof.portal.feed;

import dev.patchproof.portal.download.PatientDownload;
import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A feed that the administrator configured. */
final class ConfiguredFeed {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");

    private final String name;
    private final FeedKind kind;
    private final Settings.Feed settings;
    private final FeedSource source;

    private ConfiguredFeed(String name, FeedKind kind, Settings.Feed settings) {
        this.name = name;
        this.kind = kind;
        this.settings = settings;
        source = kind.source(settings);
    }

    /**
     * All of them, in the order in which they are imported.
     *
     * @throws ConfigurationException where one is not one
     */
    static List<ConfiguredFeed> all(Map<String, Settings.Feed> settings) {
        return settings.entrySet().stream()
                .map(feed -> of(feed.getKey(), feed.getValue()))
                .sorted(Comparator.comparing((ConfiguredFeed feed) -> feed.kind).thenComparing(feed -> feed.name))
                .toList();
    }

    private static ConfiguredFeed of(String name, Settings.Feed settings) {
        try {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "expected a name of small letters, digits and hyphens, found '" + name + "'");
            }
            if (!PatientDownload.accepts(settings, settings.timeout(), settings.maxSize())) {
                throw new IllegalArgumentException(
                        "expected attempts, max-size, timeout and every above zero, found one that is not");
            }
            FeedKind kind = FeedKind.named(settings.from())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected from as one of " + FeedKind.names() + ", found '" + settings.from() + "'"));
            checkAddress(settings);
            return new ConfiguredFeed(name, kind, settings);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(
                    "Patchproof refuses patchproof.catalog.feed." + name + ": " + wrong.getMessage());
        }
    }

    private static void checkAddress(Settings.Feed settings) {
        URI address = URI.create(settings.url().replace(MsrcMonths.MONTH, "x"));
        String scheme = String.valueOf(address.getScheme());
        if (address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("expected url as https://..., found '" + settings.url() + "'");
        }
        boolean loopback = LOOPBACK.matcher(address.getHost()).matches();
        if (scheme.equals("http") && !loopback && !settings.allowPlainHttp()) {
            throw new IllegalArgumentException(
                    "expected url as https://..., since nothing but TLS vouches for what a feed" + " brings, found '"
                            + settings.url() + "'; allow-plain-http lets it pass");
        }
    }

    String name() {
        return name;
    }

    FeedKind kind() {
        return kind;
    }

    Settings.Feed settings() {
        return settings;
    }

    FeedSource source() {
        return source;
    }

    /** Whether TLS says where its data comes from. */
    boolean isOverTls() {
        return settings.url().startsWith("https:");
    }

    /** What documents are for: those of another address or suite are not this feed's. */
    String identity() {
        return kind.importer() + " " + settings.url() + " " + settings.suite().orElse(List.of()) + " "
                + settings.architectures() + " " + settings.kb().orElse("");
    }
}
