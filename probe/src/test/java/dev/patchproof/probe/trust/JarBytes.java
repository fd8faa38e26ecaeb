package dev.patchproof.probe.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The entries of a jar, to spoil and to write again. */
final class JarBytes {
    /** As long as {@link #TWIN}, so that one can be written over the other. */
    static final String CONTENT = "content.txt";

    static final String TWIN = "contenT.txt";

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final List<Part> parts = new ArrayList<>();

    private record Part(String name, String latin1) {}

    static JarBytes read(Path jar) throws IOException {
        JarBytes bytes = new JarBytes();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                bytes.add(
                        entry.getName(),
                        new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return bytes;
    }

    JarBytes add(String name, String content) {
        parts.add(new Part(name, content));
        return this;
    }

    JarBytes remove(String name) {
        if (!parts.removeIf(part -> part.name().equals(name))) {
            throw new IllegalArgumentException(name);
        }
        return this;
    }

    JarBytes change(String name, UnaryOperator<String> change) {
        parts.replaceAll(part -> part.name().equals(name) ? new Part(name, change.apply(part.latin1())) : part);
        return this;
    }

    void write(Path jar, String comment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Part part : parts) {
                ZipEntry entry = new ZipEntry(part.name());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(part.latin1().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
            zip.setComment(comment);
        }
        Files.write(jar, bytes.toByteArray());
    }

    /** Writes one name over all others of its length, which no writer of ZIP files does. */
    static void rename(Path jar, String from, String to) throws IOException {
        String bytes = Files.readString(jar, StandardCharsets.ISO_8859_1);
        Files.writeString(jar, bytes.replace(from, to), StandardCharsets.ISO_8859_1);
    }
}
