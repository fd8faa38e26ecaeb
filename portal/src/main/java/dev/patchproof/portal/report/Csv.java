package dev.patchproof.portal.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rows as CSV (RFC 4180) with a header. A text that a spreadsheet would take for a formula gets an apostrophe in front;
 * such texts come from the computers that reported.
 *
 * @param <T> a row
 */
record Csv<T>(List<Column<T>> columns) {
    static final String MEDIA_TYPE = "text/csv";

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    Csv {
        columns = List.copyOf(columns);
    }

    /** One column. */
    record Column<T>(String name, Function<T, Object> value) {}

    String write(List<T> rows) {
        String[] header = columns.stream().map(Column::name).toArray(String[]::new);
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer =
                CSVFormat.RFC4180.builder().setHeader(header).get().print(text)) {
            for (T row : rows) {
                printer.printRecord(columns.stream()
                        .map(column -> safe(column.value().apply(row)))
                        .collect(Collectors.toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Object safe(Object value) {
        return value instanceof String text && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value;
    }
}
