package dev.patchproof.portal.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.patchproof.catalog.Update;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.release.CatalogInUse;
import dev.patchproof.portal.release.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A portal's catalog and its feeds, as they are at one time. */
record FeedingPortal(
        Path home,
        Path directory,
        Path key,
        Instant now,
        CatalogInUse catalog,
        FeedImports imports,
        Settings settings,
        Map<String, String> properties) {
    static final String DEMO = "debian:bookworm:demo";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();

    static FeedingPortal of(Path home, Path directory, Path key, Map<String, String> properties, Instant now) {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent("patchproof.catalog.dir", directory.toString());
        all.values().removeIf(String::isEmpty);
        all.put("patchproof.catalog.keys", key.toString());
        Settings settings = TestSettings.of(all);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        try {
            Path releases = Files.createDirectories(home.resolve("catalog"));
            Path kept = Files.createDirectories(home.resolve("feeds"));
            Feeds feeds = new Feeds(settings, kept, JSON, clock);
            CatalogInUse catalog = new CatalogInUse(settings, releases, feeds);
            return new FeedingPortal(
                    home, directory, key, now, catalog, new FeedImports(feeds, catalog, clock), settings, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FeedingPortal restarted() {
        return of(home, directory, key, properties, now);
    }

    FeedingPortal with(Map<String, String> others) {
        return of(home, directory, key, others, now);
    }

    FeedingPortal at(Instant later) {
        return of(home, directory, key, properties, later);
    }

    FeedReport look(String name) {
        return imports.look(name).orElseThrow();
    }

    FeedState state(String name) {
        return imports.states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> ids() {
        return catalog.catalog().updates().stream().map(Update::id).toList();
    }

    Update update(String id) {
        return catalog.catalog().update(id).orElseThrow();
    }

    String demo() {
        return update(DEMO).toString();
    }

    List<Path> files(String end) throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("feeds"))) {
            return all.filter(file -> file.getFileName().toString().endsWith(end))
                    .toList();
        }
    }
}
