package dev.patchproof.probe.linux;

import dev.patchproof.probe.linux.Disk.Entry;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The dpkg database of a root, read once: {@code status}, and over it the records of {@code updates} that dpkg has not
 * merged yet. Malformed anywhere is malformed whole.
 */
final class DpkgDatabase {
    static final String STATUS = "/var/lib/dpkg/status";
    private static final String UPDATES = "/var/lib/dpkg/updates";
    private static final String INFO = "/var/lib/dpkg/info/";
    private static final String LIST = ".list";
    /** As dpkg takes them, which is more than Debian's policy allows its own. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+._-]*");

    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern STATUS_WORDS = Pattern.compile("[a-z-]+ [a-z-]+ [a-z-]+");
    private static final Pattern CONFFILE = Pattern.compile("(/.+) (?:[0-9a-f]{32}|newconffile)(?: .*)?");

    private final RootFolder root;
    private final Map<String, Entry> written;
    private final Map<String, DpkgRecord> records;

    private DpkgDatabase(RootFolder root, Map<String, Entry> written, Map<String, DpkgRecord> records) {
        this.root = root;
        this.written = written;
        this.records = records;
    }

    static DpkgDatabase read(RootFolder root) throws IOException {
        Map<String, Entry> written = written(root);
        Map<String, DpkgRecord> records = new TreeMap<>();
        for (DpkgRecord known : parse(STATUS, root.lines(STATUS))) {
            if (records.put(key(known), known) != null) {
                throw new IOException(STATUS + " lists " + key(known) + " twice");
            }
        }
        for (String update : updates(root)) {
            for (Map<String, String> stanza : ControlFile.parse(update, root.lines(update))) {
                merge(records, update, stanza);
            }
        }
        return new DpkgDatabase(root, written, records);
    }

    /** The files that dpkg writes while it works: the journal first, and the whole only now and then. */
    private static Map<String, Entry> written(RootFolder root) throws IOException {
        Map<String, Entry> written = new HashMap<>();
        written.put(STATUS, root.entry(STATUS));
        for (String update : updates(root)) {
            written.put(update, root.entry(update));
        }
        return written;
    }

    private static List<String> updates(RootFolder root) throws IOException {
        try {
            return root.names(root.resolve(UPDATES)).stream()
                    .filter(name -> name.matches("[0-9]+"))
                    .map(name -> UPDATES + "/" + name)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    static List<DpkgRecord> parse(String file, List<String> lines) throws IOException {
        List<DpkgRecord> records = new ArrayList<>();
        for (Map<String, String> stanza : ControlFile.parse(file, lines)) {
            record(file, stanza).ifPresent(records::add);
        }
        return records;
    }

    /** What the journal says of a package replaces what is known of it, its removal too. */
    private static void merge(Map<String, DpkgRecord> records, String file, Map<String, String> stanza)
            throws IOException {
        Optional<DpkgRecord> newer = record(file, stanza);
        if (newer.isPresent()) {
            records.put(key(newer.get()), newer.get());
            return;
        }
        List<DpkgRecord> gone = records.values().stream()
                .filter(known -> known.name().equals(stanza.get("package")))
                .filter(known -> stanza.getOrDefault("architecture", known.architecture())
                        .equals(known.architecture()))
                .toList();
        if (gone.size() > 1) {
            throw new MalformedFileException(file, 0, "the architecture of what was removed", stanza.toString());
        }
        gone.forEach(known -> records.remove(key(known)));
    }

    /** Empty for a package of which nothing is there. */
    private static Optional<DpkgRecord> record(String file, Map<String, String> stanza) throws IOException {
        String name = field(file, stanza, "package", NAME);
        String status = field(file, stanza, "status", STATUS_WORDS);
        if (status.endsWith(" not-installed")) {
            return Optional.empty(); // dpkg knows the name alone
        }
        if (status.endsWith(" config-files") && !stanza.containsKey("architecture")) {
            return Optional
                    .empty(); // removed before dpkg knew architectures; only its settings are left, and dpkg takes it
        }
        String source = stanza.getOrDefault("source", name);
        return Optional.of(new DpkgRecord(
                name,
                field(file, stanza, "architecture", ARCHITECTURE),
                field(file, stanza, "version", Pattern.compile("\\S+")),
                status,
                source.contains(" ") ? source.substring(0, source.indexOf(' ')) : source,
                "same".equals(stanza.get("multi-arch")),
                size(stanza),
                conffiles(stanza)));
    }

    private static String field(String file, Map<String, String> stanza, String name, Pattern pattern)
            throws IOException {
        String value = stanza.getOrDefault(name, "");
        if (!pattern.matcher(value).matches()) {
            throw new MalformedFileException(
                    file, 0, "a good " + name + " of package " + stanza.getOrDefault("package", "?"), value);
        }
        return value;
    }

    private static long size(Map<String, String> stanza) {
        String kibibytes = stanza.getOrDefault("installed-size", "");
        return kibibytes.matches("[0-9]{1,12}") ? Long.parseLong(kibibytes) * 1024 : 0;
    }

    private static Set<String> conffiles(Map<String, String> stanza) {
        Set<String> paths = new HashSet<>();
        stanza.getOrDefault("conffiles", "").lines().forEach(line -> {
            var matcher = CONFFILE.matcher(line);
            if (matcher.matches()) {
                paths.add(matcher.group(1));
            }
        });
        return paths;
    }

    private static String key(DpkgRecord known) {
        return known.name() + ":" + known.architecture();
    }

    /** Every package that dpkg knows anything of, sorted by name and architecture. */
    Collection<DpkgRecord> records() {
        return records.values();
    }

    /**
     * A package of which a list of files lies there and no record: the end of the database was lost, and what it does not
     * name any more is not absent.
     *
     * @param wanted which names matter
     */
    Optional<String> lost(Predicate<String> wanted) throws IOException {
        Set<String> known = records.values().stream().map(DpkgRecord::name).collect(Collectors.toSet());
        try {
            return root.names(root.resolve(INFO)).stream()
                    .filter(file -> file.endsWith(LIST))
                    .map(file -> file.substring(0, file.length() - LIST.length()))
                    .map(name -> name.contains(":") ? name.substring(0, name.indexOf(':')) : name)
                    .filter(name -> wanted.test(name) && !known.contains(name))
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether dpkg has written its database since it was read here. */
    boolean changedSince() throws IOException {
        return !written(root).equals(written);
    }

    /** Path of a file that dpkg keeps about a package: its list, md5sums, conffiles. */
    String info(DpkgRecord known, String what) throws IOException {
        String qualified = INFO + known.name() + ":" + known.architecture() + "." + what;
        if (known.multiArchSame()) {
            try {
                root.place(qualified);
                return qualified;
            } catch (NoSuchFileException e) {
                return INFO + known.name() + "." + what; // as dpkg before 1.16.2 named them
            }
        }
        return INFO + known.name() + "." + what;
    }

    /** The architecture that the system's own packages are of, as dpkg names it. */
    static String nativeArchitecture(RootFolder root, DpkgDatabase database) throws IOException {
        try {
            List<String> lines = root.lines("/var/lib/dpkg/arch");
            if (!lines.isEmpty()) {
                return lines.get(0).strip();
            }
        } catch (NoSuchFileException e) {
            // dpkg writes that file only when a foreign architecture is added
        }
        return database.records().stream()
                .filter(known -> known.name().equals("dpkg"))
                .map(DpkgRecord::architecture)
                .findFirst()
                .orElseThrow(() -> new IOException("dpkg does not list itself"));
    }
}
