package dev.patchproof.portal.corpus;

import dev.patchproof.portal.corpus.CorpusException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The known-liar corpus: all cases, in the order of their ids. */
public record KnownLiars(List<LiarCase> cases) {
    private static final String FOLDER = "known-liars";

    /** Class loaders need not list folders; a file that is known to be there leads to the others. */
    private static final String ANCHOR = "README.md";

    public KnownLiars {
        cases = List.copyOf(cases);
    }

    /**
     * The cases that come with the portal.
     *
     * @throws CorpusException where one is not a case, or none is there
     */
    public static KnownLiars shipped() {
        URL anchor = KnownLiars.class.getResource("/" + FOLDER + "/" + ANCHOR);
        try {
            return shipped(anchor);
        } catch (IOException | URISyntaxException e) {
            throw new CorpusException(Reason.NOT_READABLE, FOLDER, "", "expected cases at " + anchor + ", found " + e);
        }
    }

    /**
     * The cases in a folder.
     *
     * @throws CorpusException where one is not a case, or none is there
     */
    public static KnownLiars read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<LiarCase> cases = files.filter(file -> !name(file).equals(ANCHOR))
                    .sorted(Comparator.comparing(KnownLiars::name))
                    .map(KnownLiars::readCase)
                    .toList();
            if (cases.isEmpty()) {
                throw new CorpusException(Reason.NOT_READABLE, FOLDER, "", "expected cases, found none");
            }
            return new KnownLiars(cases);
        } catch (IOException e) {
            throw new CorpusException(Reason.NOT_READABLE, FOLDER, "", "expected a readable folder, found " + e);
        }
    }

    private static LiarCase readCase(Path file) {
        try {
            return CaseReader.read(name(file), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CorpusException(Reason.NOT_READABLE, name(file), "", "expected a readable file, found " + e);
        }
    }

    private static KnownLiars shipped(@Nullable URL anchor) throws IOException, URISyntaxException {
        if (anchor == null) {
            throw new IOException("no such resource");
        }
        if (anchor.getProtocol().equals("file")) {
            return read(parentOf(Path.of(anchor.toURI())));
        }
        // as text, and opened anew: a class loader may bring its own kind of connection, another caller the shared
        // system
        String place = anchor.toString();
        int inside = place.indexOf("!/");
        if (place.startsWith("jar:file:") && inside > 0) {
            Path archive = Path.of(URI.create(place.substring("jar:".length(), inside)));
            try (FileSystem jar = FileSystems.newFileSystem(archive)) {
                return read(parentOf(jar.getPath(place.substring(inside + 1))));
            }
        }
        throw new IOException("a resource that is neither in a folder nor in a jar");
    }

    private static Path parentOf(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IOException("a file without a folder: " + file);
        }
        return parent;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
