package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Imports what MSRC publishes of Windows, from its monthly documents or from a table made of them. */
final class MsrcImport implements Importer {
    private final String name;
    private final String description;
    private final Source source;

    private MsrcImport(String name, String description, Source source) {
        this.name = name;
        this.description = description;
        this.source = source;
    }

    static Importer cvrf() {
        return new MsrcImport(
                "msrc-cvrf", "monthly documents of Microsoft's Security Response Center (CVRF, XML)", CvrfReader::read);
    }

    static Importer table() {
        return new MsrcImport(
                "msrc-table",
                "a table of update, product and fixed build made from such documents (CSV)",
                MsrcTableReader::read);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Set<ImportOption> options() {
        return Set.of();
    }

    @Override
    public Imported read(ImportRequest request) throws ImportException {
        List<Path> files = request.someFiles();
        CatalogDocuments documents = CatalogDocuments.in(request.catalog());
        Quarantine quarantine = Quarantine.EMPTY;
        for (Path file : files) {
            MsrcFacts facts = source.read(file);
            Optional<Catalog> catalog = documents.catalog();
            KnownUpdates known = catalog.map(KnownUpdates::of).orElseGet(KnownUpdates::none);
            QuarantineLog log = new QuarantineLog(facts.document());
            new WindowsMerge(documents, known, facts, log).merge(WindowsUpdates.of(facts, known, log));
            quarantine = quarantine.plus(facts.quarantine()).plus(log.quarantine());
        }
        return new Imported(documents.texts(), quarantine);
    }

    /** Reads one document. */
    private interface Source {
        MsrcFacts read(Path file) throws ImportException;
    }
}
