package dev.patchproof.probe.windows;

import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.probe.collector.Progress;
import dev.patchproof.probe.collector.ReadBudget;
import dev.patchproof.probe.windows.FileLocations.Location;
import dev.patchproof.probe.windows.SignedCatalogs.Algorithm;
import dev.patchproof.probe.windows.SignedCatalogs.Search;
import dev.patchproof.probe.windows.SignedCatalogs.Verdict;
import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which of the system's signed catalogs hold a file. SHA-256 first; SHA-1, by which Windows 7 and older catalogs list
 * files, only where that finds none. A part of the list is never given for the whole: what a file is missing from can
 * count against it.
 */
final class FileSignatureReader {

    /** A file that no update changed is in the catalog of each: more than a machine ever keeps. */
    private static final int MAX_CATALOGS = 512;

    private static final int MAX_NAME = 512;

    private final FileLocations locations;
    private final SystemFiles files;
    private final SignedCatalogs catalogs;
    private final ReadBudget budget;

    FileSignatureReader(FileLocations locations, SystemFiles files, SignedCatalogs catalogs, ReadBudget budget) {
        this.locations = locations;
        this.files = files;
        this.catalogs = catalogs;
        this.budget = budget;
    }

    Finding<FileSignatureFact> signature(String path, Progress progress) {
        return locations.at(path, location -> {
            BasicFileAttributes file = files.attributes(location.opened());
            if (!file.isRegularFile()) {
                return Finding.error(
                        "NOT_A_FILE", location.shown() + ": expected a file, found a folder, link or device");
            }
            if (file.size() > FileReader.MAX_SIZE) {
                return Finding.notCollected(
                        NotCollectedReason.LIMIT_REACHED, location.shown() + " has " + file.size() + " bytes");
            }
            if (!budget.allows(file.size())) {
                return Finding.error("LIMIT_REACHED", budget.reason());
            }
            Finding<FileSignatureFact> found = search(location);
            progress.advance(file.size(), location.shown());
            return found;
        });
    }

    private Finding<FileSignatureFact> search(Location location) throws IOException, NotLocatedException {
        try {
            for (Algorithm algorithm : Algorithm.values()) {
                Optional<Search> begun = catalogs.search(location.opened(), algorithm);
                if (begun.isPresent()) {
                    try (Search search = begun.get()) {
                        locations.requireOpened(location, search.truePath());
                        List<SigningCatalog> found = all(search);
                        if (found.size() > MAX_CATALOGS) {
                            return Finding.notCollected(
                                    NotCollectedReason.LIMIT_REACHED,
                                    location.shown() + " is in more than " + MAX_CATALOGS + " catalogs");
                        }
                        if (!found.isEmpty()) {
                            return Finding.exists(new FileSignatureFact(found));
                        }
                    }
                }
            }
            return Finding.doesNotExist();
        } catch (Win32Failure e) { // the file is there: that it is in no catalog has no code
            return e.error();
        }
    }

    private static List<SigningCatalog> all(Search search) throws Win32Failure {
        List<SigningCatalog> found = new ArrayList<>();
        for (Optional<String> next = search.next();
                next.isPresent() && found.size() <= MAX_CATALOGS;
                next = search.next()) {
            String catalog = next.get();
            found.add(new SigningCatalog(name(catalog), publisher(search.verify(catalog))));
        }
        found.sort(Comparator.comparing(SigningCatalog::name));
        return found;
    }

    private static Finding<String> publisher(Verdict verdict) {
        if (verdict.code() != 0) {
            String code = String.format(Locale.ROOT, "%08X", verdict.code());
            return Finding.error("WINTRUST_" + code, "WinVerifyTrust refuses the catalog with 0x" + code);
        }
        return verdict.signer()
                .filter(signer -> signer.length() <= MAX_NAME)
                .flatMap(Utf16::wellFormed)
                .<Finding<String>>map(Finding::exists)
                .orElseGet(() -> Finding.error("NO_SIGNER", "the catalog is accepted, its signer could not be read"));
    }

    private static String name(String catalog) {
        return catalog.substring(catalog.lastIndexOf('\\') + 1);
    }
}
