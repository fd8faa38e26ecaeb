package dev.patchproof.portal.api;

import dev.patchproof.portal.release.Publisher;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A portal with a small catalog directory, which trusts the key of one publisher. */
public final class FreshCatalog implements QuarkusTestResourceLifecycleManager {
    /** Where the publisher's keys are. */
    public static final String PUBLISHER = "patchproof.test.publisher";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "publisher");
            Publisher publisher = Publisher.make(folder);
            return Map.of(
                    PUBLISHER,
                    folder.toString(),
                    "patchproof.catalog.dir",
                    publisher
                            .directory(Publisher.today().minusDays(1), Publisher.update("KB100", "one.dll", "1.0.0.5"))
                            .toString(),
                    "patchproof.catalog.keys",
                    publisher.certificate().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
