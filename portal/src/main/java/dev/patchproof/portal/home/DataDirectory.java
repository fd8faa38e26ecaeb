package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that holds all that outlives the process. Only its owner may read what is in it. */
@Singleton
public final class DataDirectory {
    static final String DEFAULT = "data";

    private final Path home;

    @Inject
    DataDirectory(Settings settings) {
        this(settings.home());
    }

    /**
     * Makes the directory where it is absent.
     *
     * @throws ConfigurationException where it cannot be used
     */
    DataDirectory(Path home) {
        this.home = home.toAbsolutePath().normalize();
        try {
            PrivateFiles.createDirectories(this.home);
            PrivateFiles.createIfAbsent(databaseFile(home));
            PrivateFiles.write(this.home.resolve(".writable"), new byte[0]);
            Files.delete(this.home.resolve(".writable"));
        } catch (FileAlreadyExistsException e) {
            throw unusable("a directory expected, found a file at " + e.getFile());
        } catch (IOException e) {
            throw unusable("a directory that this user may write expected, found "
                    + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public Path path() {
        return home;
    }

    /** A directory inside, made where it is absent. */
    public Path directory(String name) {
        Path directory = home.resolve(name);
        try {
            PrivateFiles.createDirectories(directory);
            return directory;
        } catch (IOException e) {
            throw unusable(directory + " cannot be made: " + e.getMessage());
        }
    }

    static Path databaseFile(Path home) {
        return home.toAbsolutePath().normalize().resolve("patchproof.db");
    }

    private ConfigurationException unusable(String why) {
        return new ConfigurationException("Patchproof cannot use its data directory " + home + ": " + why
                + ". Set PATCHPROOF_HOME (patchproof.home) to a directory of its own.");
    }
}
