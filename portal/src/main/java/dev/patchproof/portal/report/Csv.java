package dev.patchproof.portal.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Rows as CSV (RFC 4180) with a header. What a spreadsheet would take for a formula gets an apostrophe in front; such
 * texts come from the computers that reported.
 *
 * @param <T> a row
 */
record Csv<T>(List<Column<T>> columns) {
    static final String MEDIA_TYPE = "text/csv";

    // Also after what a spreadsheet may take for the end of a cell or line: in many countries that is a semicolon, and
    // quotes in the middle of what it then reads as one cell do not hold it together. Full-width signs count in some.
    private static final Pattern START_OF_A_FORMULA =
            Pattern.compile("(^|[;\\t\\r\\n])(?=[ \"']*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])|^(?=[\\t\\r\\n])");

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
        return value instanceof String text ? START_OF_A_FORMULA.matcher(text).replaceAll("$0'") : value;
    }
}
