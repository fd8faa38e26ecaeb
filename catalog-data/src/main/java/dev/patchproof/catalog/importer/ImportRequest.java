package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.importer.ImportException.Reason;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What to import.
 *
 * @param files documents, in the order given
 * @param options values of each option, in the order given; none where it was not given
 * @param catalog the directory that the result goes to, and whose other files it has to agree with
 */
public record ImportRequest(List<Path> files, Map<ImportOption, List<String>> options, Path catalog) {
    public ImportRequest {
        files = List.copyOf(files);
        options = Map.copyOf(options);
        requireNonNull(catalog, "catalog");
    }

    /** Every value of an option, none where it was not given. */
    public List<String> all(ImportOption option) {
        return options.getOrDefault(option, List.of());
    }

    /** The one value of an option that must be given once. */
    public String one(ImportOption option) throws ImportException {
        List<String> values = all(option);
        if (values.size() != 1) {
            throw new ImportException(
                    Reason.WRONG_OPTION,
                    "expected " + option.flag() + " " + option.value() + " once, found it " + values.size() + " times");
        }
        return values.get(0);
    }

    /** The day in {@link ImportOption#AS_OF}. */
    public LocalDate asOf() throws ImportException {
        String day = one(ImportOption.AS_OF);
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException notADay) {
            throw new ImportException(
                    Reason.WRONG_OPTION,
                    "expected --as-of with a day such as 2026-11-23, found '" + day + "'",
                    notADay);
        }
    }

    /** The documents, of which there must be one. */
    public List<Path> someFiles() throws ImportException {
        if (files.isEmpty()) {
            throw new ImportException(Reason.WRONG_OPTION, "expected at least one FILE, found none");
        }
        return files;
    }
}
