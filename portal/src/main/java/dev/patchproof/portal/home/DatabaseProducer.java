package dev.patchproof.portal.home;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/** The one active database, migrated before anybody gets it. */
@Singleton
public final class DatabaseProducer {
    private final DataDirectory directory;
    private final InjectableInstance<AgroalDataSource> sqlite;
    private final InjectableInstance<AgroalDataSource> postgresql;
    private final boolean postgresqlAsked;
    private final Optional<String> postgresqlUrl;

    @Inject
    DatabaseProducer(
            DataDirectory directory,
            @DataSource("sqlite") InjectableInstance<AgroalDataSource> sqlite,
            @DataSource("postgresql") InjectableInstance<AgroalDataSource> postgresql,
            @ConfigProperty(name = "quarkus.datasource.postgresql.active") boolean postgresqlAsked,
            @ConfigProperty(name = "quarkus.datasource.postgresql.jdbc.url") Optional<String> postgresqlUrl) {
        this.directory = directory;
        this.sqlite = sqlite;
        this.postgresql = postgresql;
        this.postgresqlAsked = postgresqlAsked;
        this.postgresqlUrl = postgresqlUrl;
    }

    @Produces
    @Singleton
    Jdbi jdbi() {
        AgroalDataSource active = active();
        migrate(active);
        Jdbi jdbi = Jdbi.create(active);
        // By default the message of a failed statement quotes what was bound: ids, tickets, names of computers. It
        // would get into the log.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    private void migrate(AgroalDataSource active) {
        try {
            Flyway.configure()
                    .dataSource(active)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new ConfigurationException("Patchproof cannot use its database "
                    + postgresqlUrl.filter(url -> postgresqlAsked).orElse("in " + directory.path())
                    + " (patchproof.database.url): expected one that answers, with tables of this version or an older one,"
                    + " found " + cause.getClass().getSimpleName() + ": "
                    + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private AgroalDataSource active() {
        String url = postgresqlUrl.orElse("");
        // Quarkus drops a datasource without URL silently; what was asked for counts.
        if (postgresqlAsked && !url.startsWith("jdbc:postgresql:")) {
            throw new ConfigurationException("Patchproof is told to use PostgreSQL, but patchproof.database.url"
                    + " (PATCHPROOF_DATABASE_URL) is "
                    + (url.isBlank() ? "empty" : "not a PostgreSQL URL")
                    + ": expected jdbc:postgresql://HOST/DATABASE. Leave it out for SQLite.");
        }
        boolean onSqlite = sqlite.getHandle().getBean().isActive();
        boolean onPostgresql = postgresql.getHandle().getBean().isActive();
        if (onSqlite == onPostgresql) {
            throw new ConfigurationException(
                    "Patchproof needs exactly one database: leave patchproof.database.url out for SQLite in "
                            + directory.path() + ", or set it to jdbc:postgresql://HOST/DATABASE. Do not set"
                            + " quarkus.datasource.*.active.");
        }
        return onSqlite ? sqlite.get() : postgresql.get();
    }
}
