package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.DebFile.UnusableDeb;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records the digests of Debian's own packages: {@code <codename>-digests.json}. Adds to what is there already, since
 * the records of older versions are what tells a partial restore.
 *
 * <p>A .deb is believed because an index lists it. Where indexes are given, one that none of them lists is rejected;
 * where none is given, whoever runs the import answers for the files.
 */
public final class DebDigestImport implements Importer {
    @Override
    public String name() {
        return "deb";
    }

    @Override
    public String description() {
        return ".deb files, or folders of them (a mirror, apt's cache): digests of the records of their files."
                + " With --architecture (several per architecture), only files that those indexes list";
    }

    @Override
    public Set<ImportOption> options() {
        return Set.of(ImportOption.SUITE, ImportOption.AS_OF, ImportOption.ARCHITECTURE);
    }

    @Override
    public Imported read(ImportRequest request) throws ImportException {
        Suite suite = Suite.of(request);
        Set<String> published = published(request);
        List<QuarantineEntry> doubts = new ArrayList<>();
        DigestFile digests = DigestFile.read(request.catalog(), suite, request.asOf());
        int taken = 0;
        for (Path deb : debs(request.someFiles())) {
            String document = String.valueOf(deb.getFileName());
            try {
                DebPackage found = DebFile.read(deb);
                if (!published.isEmpty() && !published.contains(found.fileDigest())) {
                    throw new UnusableDeb(Defect.NOT_PUBLISHED, found.fileDigest());
                }
                if (!digests.add(found)) {
                    throw new UnusableDeb(Defect.CONTRADICTS_ITSELF, found.recordDigest());
                }
                taken++;
            } catch (UnusableDeb unusable) {
                doubts.add(rejected(document, unusable.defect(), String.valueOf(unusable.getMessage())));
            } catch (IOException | IllegalArgumentException damaged) {
                doubts.add(rejected(document, Defect.NOT_A_PACKAGE, String.valueOf(damaged.getMessage())));
            }
        }
        if (taken == 0) {
            throw new ImportException(
                    Reason.EMPTY,
                    "expected at least one .deb file that can be used, found none among " + request.files()
                            + (doubts.isEmpty() ? "" : "; the first: " + doubts.get(0)));
        }
        return new Imported(Map.of(digests.name(), digests.text()), Quarantine.of(doubts));
    }

    private static QuarantineEntry rejected(String document, Defect defect, String found) {
        String expected =
                switch (defect) {
                    case NOT_PUBLISHED -> "a file that the index lists by its SHA-256";
                    case CONTRADICTS_ITSELF -> "the digest that is recorded for this package, version and architecture";
                    case PACKING_UNKNOWN -> "control.tar, control.tar.gz or control.tar.xz";
                    case FIELD_MISSING -> "md5sums among the control files";
                    default -> "a Debian package, format 2.0";
                };
        return new QuarantineEntry(document, "", defect, found, expected, Outcome.REJECTED);
    }

    private static Set<String> published(ImportRequest request) throws ImportException {
        Set<String> published = new HashSet<>();
        for (String pair : request.all(ImportOption.ARCHITECTURE)) {
            published.addAll(PublishedFiles.of(Path.of(pair.substring(pair.indexOf('=') + 1))));
        }
        return published;
    }

    /** The files themselves, and those that lie in the folders; by name, so that the order on the disk is no matter. */
    private static List<Path> debs(List<Path> given) throws ImportException {
        List<Path> debs = new ArrayList<>();
        for (Path each : given) {
            try (Stream<Path> below = Files.walk(each)) {
                below.filter(path -> path.equals(each) ? !Files.isDirectory(path) : isDeb(path))
                        .forEach(debs::add);
            } catch (IOException notReadable) {
                throw new ImportException(
                        Reason.NOT_READABLE,
                        each + ": expected a .deb file or a folder, found " + notReadable,
                        notReadable);
            }
        }
        debs.sort(null);
        return debs;
    }

    private static boolean isDeb(Path path) {
        return path.toString().endsWith(".deb") && Files.isRegularFile(path);
    }
}
