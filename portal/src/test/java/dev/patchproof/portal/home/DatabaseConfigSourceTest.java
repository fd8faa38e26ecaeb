package dev.patchproof.portal.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DatabaseConfigSourceTest {
    private static final Path HOME = Path.of("/srv/patchproof");

    @Test
    void noUrl_sqliteInTheDataDirectory() {
        Map<String, String> derived = DatabaseConfigSource.properties(Optional.empty(), HOME);

        assertThat(derived)
                .containsEntry("quarkus.datasource.sqlite.active", "true")
                .containsEntry("quarkus.datasource.sqlite.jdbc.url", "jdbc:sqlite:/srv/patchproof/patchproof.db")
                .containsEntry("quarkus.datasource.postgresql.active", "false");
    }

    @Test
    void url_postgresqlAlone() {
        Map<String, String> derived =
                DatabaseConfigSource.properties(Optional.of("jdbc:postgresql://db/patchproof"), HOME);

        assertThat(derived)
                .containsEntry("quarkus.datasource.sqlite.active", "false")
                .containsEntry("quarkus.datasource.postgresql.active", "true")
                .containsEntry("quarkus.datasource.postgresql.jdbc.url", "jdbc:postgresql://db/patchproof");
    }

    @Test
    void emptyUrl_neverMeansSqlite() {
        Map<String, String> derived = DatabaseConfigSource.properties(Optional.of(""), HOME);

        assertThat(derived)
                .containsEntry("quarkus.datasource.sqlite.active", "false")
                .containsEntry("quarkus.datasource.postgresql.active", "true");
    }

    @Test
    void userOrPasswordWithoutUrl_neverMeansSqlite() {
        Optional<String> none = Optional.empty();

        assertThat(DatabaseConfigSource.url(none, Optional.of("patchproof"), none))
                .contains("");
        assertThat(DatabaseConfigSource.url(none, none, Optional.of("secret"))).contains("");
        assertThat(DatabaseConfigSource.url(none, none, none)).isEmpty();
    }
}
