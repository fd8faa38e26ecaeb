package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.reader.Problem.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The bytes of a catalog directory, sorted by name, and what was wrong with getting them. */
record CatalogFiles(List<CatalogFile> files, List<Problem> problems) {
    private static final String EXPLANATION = "README.md";

    CatalogFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    static CatalogFiles of(Path directory) {
        return of(directory, Collections.emptySortedMap(), new ArrayList<>());
    }

    /** As above, with some files added or in the place of others; the directory need not be there. */
    static CatalogFiles of(Path directory, SortedMap<String, byte[]> drafts) {
        List<CatalogFile> files = new ArrayList<>();
        drafts.forEach((name, content) -> files.add(new CatalogFile(name, content)));
        return Files.exists(directory) ? of(directory, drafts, files) : new CatalogFiles(files, List.of());
    }

    private static CatalogFiles of(Path directory, SortedMap<String, byte[]> drafts, List<CatalogFile> files) {
        List<Problem> problems = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            walk.filter(path -> !Files.isDirectory(path))
                    .map(path -> new Named(nameOf(directory, path), path))
                    .filter(named -> !drafts.containsKey(named.name()))
                    .sorted(Comparator.comparing(Named::name))
                    .forEach(named -> read(named, files, problems));
        } catch (IOException notReadable) {
            problems.add(new Problem(
                    "", "", Reason.NOT_READABLE, "expected a readable directory, found " + describe(notReadable)));
        }
        files.sort(Comparator.comparing(CatalogFile::name));
        if (files.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    "",
                    "",
                    Reason.NOT_READABLE,
                    "expected at least one .json file, found none: an empty"
                            + " catalog would call every computer up to date"));
        }
        return new CatalogFiles(files, problems);
    }

    /** Files by their names; the same as a directory that holds them. */
    static CatalogFiles of(SortedMap<String, byte[]> contents) {
        List<CatalogFile> files = new ArrayList<>();
        contents.forEach((name, content) -> files.add(new CatalogFile(name, content)));
        return new CatalogFiles(
                files,
                files.isEmpty()
                        ? List.of(new Problem(
                                "", "", Reason.NOT_READABLE, "expected at least one .json file, found none"))
                        : List.of());
    }

    /** Contents by name. */
    SortedMap<String, byte[]> contents() {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.forEach(file -> contents.put(file.name(), file.bytes()));
        return contents;
    }

    /** Digest over names and contents, lower-case hex. */
    String digest() {
        MessageDigest whole = sha256();
        for (CatalogFile file : files) {
            whole.update((file.name() + "\0").getBytes(StandardCharsets.UTF_8));
            whole.update(sha256().digest(file.bytes()));
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    private static void read(Named named, List<CatalogFile> files, List<Problem> problems) {
        if (named.lastName().equals(EXPLANATION)) {
            return;
        }
        if (!named.lastName().endsWith(".json")) {
            problems.add(new Problem(
                    named.name(),
                    "",
                    Reason.NOT_READABLE,
                    "expected only .json files and " + EXPLANATION + ", found '" + named.lastName() + "'"));
            return;
        }
        try {
            files.add(new CatalogFile(named.name(), Files.readAllBytes(named.path())));
        } catch (IOException notReadable) {
            problems.add(new Problem(
                    named.name(), "", Reason.NOT_READABLE, "expected a readable file, found " + describe(notReadable)));
        }
    }

    private static String nameOf(Path directory, Path path) {
        String separator = directory.getFileSystem().getSeparator();
        return directory.relativize(path).toString().replace(separator, "/");
    }

    private static String describe(IOException notReadable) {
        return notReadable.getClass().getSimpleName() + ": " + notReadable.getMessage();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private record Named(String name, Path path) {
        String lastName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /** A file's name, relative with {@code /}, and content. */
    static final class CatalogFile {
        private final String name;
        private final byte[] bytes;

        CatalogFile(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes.clone();
        }

        String name() {
            return name;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }
}
