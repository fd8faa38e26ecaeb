package dev.patchproof.wine;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The programs of an installed Wine. */
record WineCommands(Path wine, Path server) {

    // wine64 alone brings no command on the path
    private static final List<WineCommands> PLACES = List.of(
            new WineCommands(Path.of("/usr/bin/wine"), Path.of("/usr/bin/wineserver")),
            new WineCommands(Path.of("/usr/bin/wine"), Path.of("/usr/lib/wine/wineserver64")),
            new WineCommands(Path.of("/usr/local/bin/wine"), Path.of("/usr/local/bin/wineserver")),
            new WineCommands(Path.of("/usr/lib/wine/wine64"), Path.of("/usr/lib/wine/wineserver64")));

    WineCommands {
        requireNonNull(wine, "wine");
        requireNonNull(server, "server");
    }

    static Optional<WineCommands> find() {
        return PLACES.stream()
                .filter(place -> Files.isExecutable(place.wine()) && Files.isExecutable(place.server()))
                .findFirst();
    }
}
