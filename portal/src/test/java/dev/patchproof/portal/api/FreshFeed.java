package dev.patchproof.portal.api;

import dev.patchproof.portal.download.LoopbackServer;
import dev.patchproof.portal.release.Publisher;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A portal with a small catalog and the feed of an archive, which is what lies in a folder. */
public final class FreshFeed implements QuarkusTestResourceLifecycleManager {
    /** Where the archive lies. */
    public static final String ARCHIVE = "patchproof.test.archive";

    private @Nullable LoopbackServer server;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "feed");
            Path archive = Files.createDirectory(folder.resolve("archive"));
            server = new LoopbackServer();
            String address = server.address("", exchange -> {
                Path file = archive.resolve(exchange.getRequestURI().getPath().replaceFirst("^/\\d+/", ""));
                boolean there = Files.isRegularFile(file);
                LoopbackServer.answer(
                        exchange,
                        there ? 200 : 503,
                        there ? "application/octet-stream" : "text/html",
                        there ? Files.readAllBytes(file) : new byte[0]);
            });
            return Map.of(
                    ARCHIVE,
                    archive.toString(),
                    "patchproof.catalog.dir",
                    Publisher.make(folder.resolve("keys"))
                            .directory(Publisher.today().minusDays(1), Publisher.update("KB100", "one.dll", "1.0.0.5"))
                            .toString(),
                    "patchproof.catalog.feed.bookworm.from",
                    "debian-packages",
                    "patchproof.catalog.feed.bookworm.suite",
                    "bookworm-security",
                    "patchproof.catalog.feed.bookworm.retry-after",
                    "PT0.01S",
                    "patchproof.catalog.feed.bookworm.every",
                    "P1D",
                    "patchproof.catalog.feed.bookworm.url",
                    address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
