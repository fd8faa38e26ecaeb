package dev.patchproof.portal.home;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns the one setting that chooses the database into what Quarkus asks for: exactly one of the two datasources is
 * active. Ordinal 260: above application.properties, below environment and system properties.
 */
public final class DatabaseConfigSource implements ConfigSourceFactory {
    private static final int ORDINAL = 260;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Optional<String> url = url(
                value(context, "patchproof.database.url"),
                value(context, "patchproof.database.username"),
                value(context, "patchproof.database.password"));
        Path home = Path.of(value(context, "patchproof.home").orElse(DataDirectory.DEFAULT));
        return List.of(new PropertiesConfigSource(properties(url, home), "patchproof database", ORDINAL));
    }

    /** A user or a password is PostgreSQL's: without a URL it makes an empty one, which is refused at start. */
    static Optional<String> url(Optional<String> url, Optional<String> username, Optional<String> password) {
        return url.or(() -> username.or(() -> password).map(given -> ""));
    }

    static Map<String, String> properties(Optional<String> url, Path home) {
        boolean sqlite = url.isEmpty();
        return Map.of(
                "quarkus.datasource.sqlite.active", Boolean.toString(sqlite),
                "quarkus.datasource.sqlite.jdbc.url", "jdbc:sqlite:" + DataDirectory.databaseFile(home),
                "quarkus.datasource.postgresql.active", Boolean.toString(!sqlite),
                "quarkus.datasource.postgresql.jdbc.url", url.orElse(""));
    }

    /** An empty value is not an absent one: somebody meant to set it, and is told so at start. */
    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name)).map(ConfigValue::getValue);
    }
}
