package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.ImportException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SHA-256 of every package file that an index lists. */
final class PublishedFiles {
    private static final Pattern SHA256 = Pattern.compile("SHA256: ([0-9a-f]{64})");

    private PublishedFiles() {}

    static Set<String> of(Path index) throws ImportException {
        Set<String> published = new HashSet<>();
        try (InputStream unpacked = IndexFile.open(index);
                BufferedReader text =
                        new BufferedReader(new InputStreamReader(unpacked, StandardCharsets.UTF_8.newDecoder()))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                Matcher digest = SHA256.matcher(line);
                if (digest.matches()) {
                    published.add(digest.group(1));
                }
            }
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.NOT_READABLE, index + ": expected a readable index, found " + notReadable, notReadable);
        }
        if (published.isEmpty()) {
            throw new ImportException(
                    Reason.EMPTY, index + ": expected an index that lists packages by SHA256, found none");
        }
        return published;
    }
}
