package dev.patchproof.catalog.importer;

import java.util.List;
import java.util.Optional;

/** Every importer there is. To add one: a class that implements {@link Importer}, and its line here. */
public final class Importers {
    private static final List<Importer> ALL = List.of(
            MsrcImport.cvrf(),
            MsrcImport.table(),
            new FileListImport(),
            new DebianSuiteImport(),
            new DebianTrackerImport(),
            new DebDigestImport(),
            new UbuntuUsnImport(),
            new CsafImport());

    private Importers() {}

    public static List<Importer> all() {
        return ALL;
    }

    public static Optional<Importer> named(String name) {
        return ALL.stream().filter(importer -> importer.name().equals(name)).findFirst();
    }

    /** The names, for messages: {@code a, b or c}. */
    public static String names() {
        return String.join(", ", ALL.stream().map(Importer::name).toList());
    }
}
