package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The list of files that Microsoft publishes with an update, in both column orders: name and version come first in each.
 * Between the files stand banners, empty lines and further lines that name the columns, one set per section. The list says
 * no folder; so only files are taken whose only place is known.
 */
final class FileVersionLists {
    /** Files that every cumulative update brings and whose 64-bit (or only) copy lies in one known place. */
    private static final Map<String, String> PLACES = places();

    private static final Pattern FILE_NAME = Pattern.compile("[^\\\\/:*?\"<>|]+\\.[A-Za-z0-9_-]{1,12}");
    private static final Set<String> NO_VERSION = Set.of("", "n/a", "not applicable", "not versioned", "-");
    private static final String THIS_SYSTEM = "x64";

    private final String document;
    private final int line;
    private final String kb;
    private final QuarantineLog log;
    private final SortedMap<String, SortedSet<WindowsVersion>> versions = new TreeMap<>();
    private boolean header;
    private int platformAt = -1;
    private int rows;
    private int elsewhere;

    private FileVersionLists(String document, int line, String kb, QuarantineLog log) {
        this.document = document;
        this.line = line;
        this.kb = kb;
        this.log = log;
    }

    /**
     * Reads one list.
     *
     * @param line build that numbers the files of the update's servicing line
     * @return lowest version that has the fix, by path with a known-folder token
     */
    static SortedMap<String, WindowsVersion> read(Path file, int line, String kb, QuarantineLog log)
            throws ImportException {
        FileVersionLists lists = new FileVersionLists(String.valueOf(file.getFileName()), line, kb, log);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Csv csv = new Csv(reader);
            for (Optional<List<String>> next = csv.next(); next.isPresent(); next = csv.next()) {
                lists.record(next.get().stream().map(String::strip).toList());
            }
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.NOT_READABLE, file + ": expected a list in UTF-8, found " + notReadable, notReadable);
        }
        if (lists.rows == 0) {
            throw new ImportException(Reason.EMPTY, file + ": expected files and their versions, found none");
        }
        return lists.floors();
    }

    private void record(List<String> fields) {
        String name = fields.get(0);
        if (name.equalsIgnoreCase("File name")) {
            header = true;
            platformAt = position(fields, "Platform");
        } else if (fields.size() >= 4 && FILE_NAME.matcher(name).matches()) {
            if (!header && rows == 0) {
                log.doubt(kb, Defect.HEADER_MISSING, name, "a line that names the columns; taken in their usual order");
            }
            rows++;
            file(name.toLowerCase(Locale.ROOT), fields);
        }
        // anything else is a banner: the name of a section, or nothing
    }

    private void file(String name, List<String> fields) {
        String place = PLACES.get(name);
        if (place == null) {
            elsewhere++;
            return;
        }
        String platform = platformAt >= 0 && platformAt < fields.size() ? fields.get(platformAt) : THIS_SYSTEM;
        if (!platform.equalsIgnoreCase(THIS_SYSTEM)) {
            return; // the 32-bit copy beside it, or another system's file
        }
        String text = fields.get(1);
        if (NO_VERSION.contains(text.toLowerCase(Locale.ROOT))) {
            log.reject(kb, Defect.FIX_NOT_SAID, name + ": '" + text + "'", "a version");
            return;
        }
        try {
            WindowsVersion version = WindowsVersion.parse(text);
            if (version.major() == 10 && version.minor() == 0 && version.build() == line) {
                versions.computeIfAbsent(place, none -> new TreeSet<>()).add(version);
            } else {
                log.reject(kb, Defect.FIX_OF_ANOTHER_PRODUCT, name + ": " + text, "a version of 10.0." + line);
            }
        } catch (IllegalArgumentException notAVersion) {
            log.reject(kb, Defect.FIX_MALFORMED, name + ": " + text, "a version of four numbers");
        }
    }

    private SortedMap<String, WindowsVersion> floors() {
        SortedMap<String, WindowsVersion> floors = new TreeMap<>();
        versions.forEach((place, of) -> {
            if (of.size() == 1) {
                floors.put(place, of.first());
            } else {
                log.reject(kb, Defect.CONTRADICTS_ITSELF, place + " at " + of, "one version in all sections");
            }
        });
        if (elsewhere > 0) {
            log.reject(kb, Defect.PLACE_NOT_SAID, elsewhere + " files in " + document, "files with one known place");
        }
        return floors;
    }

    private static int position(List<String> header, String column) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> places() {
        SortedMap<String, String> places = new TreeMap<>();
        Stream.concat(WindowsUpdateNodes.CORE_FILES.stream(), WindowsUpdateNodes.LISTED_FILES.stream())
                .forEach(path ->
                        places.put(path.substring(path.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT), path));
        return places;
    }
}
