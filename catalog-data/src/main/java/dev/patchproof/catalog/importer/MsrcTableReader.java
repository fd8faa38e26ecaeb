package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.MsrcFacts.Dates;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A table made from monthly documents, one line per update and product. It names no day: a month's updates get the day on
 * which that month's document appears.
 */
final class MsrcTableReader {
    private static final List<String> COLUMNS =
            List.of("month", "kb", "product", "fixedBuild", "supercedence", "restartRequired", "subType");

    private final Path file;
    private final MsrcCollector collector;

    private MsrcTableReader(Path file) {
        this.file = file;
        this.collector = new MsrcCollector(String.valueOf(file.getFileName()));
    }

    static MsrcFacts read(Path file) throws ImportException {
        MsrcTableReader table = new MsrcTableReader(file);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            table.read(new Csv(reader));
            return table.collector.facts();
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.NOT_READABLE, file + ": expected a table in UTF-8, found " + notReadable, notReadable);
        }
    }

    private void read(Csv csv) throws IOException, ImportException {
        List<String> header = csv.next().orElse(List.of());
        if (!header.containsAll(COLUMNS)) {
            throw malformed(csv, "the columns " + COLUMNS, header.toString());
        }
        int rows = 0;
        for (Optional<List<String>> next = csv.next(); next.isPresent(); next = csv.next()) {
            List<String> fields = next.get();
            if (fields.size() != header.size()) {
                throw malformed(csv, header.size() + " fields", fields.size() + ": " + fields);
            }
            row(column -> fields.get(header.indexOf(column)).strip());
            rows++;
        }
        if (rows == 0) {
            throw new ImportException(Reason.EMPTY, file + ": expected updates, found none");
        }
    }

    private void row(UnaryOperator<String> field) {
        Optional<YearMonth> listed = MsrcMonth.parse(field.apply("month"));
        if (listed.isEmpty()) {
            collector.reject(
                    field.apply("kb"), Defect.FIELD_MALFORMED, field.apply("month"), "a month such as 2026-Feb");
            return;
        }
        YearMonth month = listed.get();
        LocalDate release = MsrcMonth.release(month);
        collector.dates(month, new Dates(release, release));
        collector.add(
                new MsrcRow(
                        month,
                        field.apply("kb"),
                        field.apply("product"),
                        field.apply("fixedBuild"),
                        field.apply("supercedence"),
                        field.apply("restartRequired"),
                        field.apply("subType")),
                "",
                MsrcSeverity.UNRATED);
    }

    private ImportException malformed(Csv csv, String expected, String found) {
        return new ImportException(
                Reason.MALFORMED_DOCUMENT, file + ":" + csv.line() + ": expected " + expected + ", found " + found);
    }
}
