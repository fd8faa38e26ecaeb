package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.ImportException.Reason;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Imports the Packages indexes of one Debian security suite as one catalog file. */
public final class DebianSuiteImport implements Importer {
    @Override
    public String name() {
        return "debian-packages";
    }

    @Override
    public String description() {
        return "Packages indexes of a Debian security suite (--architecture, not FILE)";
    }

    @Override
    public Set<ImportOption> options() {
        return Set.of(ImportOption.SUITE, ImportOption.AS_OF, ImportOption.ARCHITECTURE);
    }

    @Override
    public Imported read(ImportRequest request) throws ImportException {
        if (!request.files().isEmpty()) {
            throw wrong("expected --architecture ARCH=FILE, found " + request.files());
        }
        return snapshot(Suite.of(request), request.asOf(), indexes(request), request.catalog());
    }

    /**
     * Writes {@code <suite>.json} into a directory, or nothing at all.
     *
     * @param asOf the day on which the indexes were fetched
     * @param indexes index file of each architecture; plain, xz, gz or lz4
     * @return the file written
     */
    public static Path run(Suite suite, LocalDate asOf, Map<DebianArchitecture, Path> indexes, Path directory)
            throws ImportException {
        return new CatalogFolder(directory)
                .place(snapshot(suite, asOf, indexes, directory).files())
                .get(0);
    }

    private static Imported snapshot(Suite suite, LocalDate asOf, Map<DebianArchitecture, Path> indexes, Path directory)
            throws ImportException {
        SortedMap<DebianArchitecture, List<PackageEntry>> read = new TreeMap<>();
        for (Map.Entry<DebianArchitecture, Path> index : new TreeMap<>(indexes).entrySet()) {
            read.put(index.getKey(), PackagesIndex.read(index.getValue(), index.getKey()));
        }
        String name = suite.name() + ".json";
        SnapshotFile snapshot = new SnapshotWriter(suite)
                .write(asOf, new SuiteUpdates(read).all())
                .keepingWhatIsKnownFrom(SnapshotFile.read(directory.resolve(name)));
        return new Imported(Map.of(name, snapshot.text()), Quarantine.EMPTY);
    }

    private static Map<DebianArchitecture, Path> indexes(ImportRequest request) throws ImportException {
        Map<DebianArchitecture, Path> indexes = new EnumMap<>(DebianArchitecture.class);
        for (String pair : request.all(ImportOption.ARCHITECTURE)) {
            int equals = pair.indexOf('=');
            DebianArchitecture architecture = architecture(equals < 0 ? pair : pair.substring(0, equals));
            if (equals < 0 || indexes.put(architecture, Path.of(pair.substring(equals + 1))) != null) {
                throw wrong("expected --architecture ARCH=FILE once per architecture, found '" + pair + "'");
            }
        }
        if (indexes.isEmpty()) {
            throw wrong("expected --architecture ARCH=FILE at least once, found none");
        }
        return indexes;
    }

    private static DebianArchitecture architecture(String name) throws ImportException {
        for (DebianArchitecture architecture : DebianArchitecture.values()) {
            if (architecture.debianName().equals(name)) {
                return architecture;
            }
        }
        throw wrong("expected amd64, arm64 or i386, found '" + name + "'");
    }

    private static ImportException wrong(String message) {
        return new ImportException(Reason.WRONG_OPTION, message);
    }
}
