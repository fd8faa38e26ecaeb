package dev.patchproof.portal.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar in which one entry has one byte more. */
public final class Alteration {
    private Alteration() {}

    public static void of(Path jar, Path altered, String name) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(altered))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream content = from.getInputStream(entry)) {
                    content.transferTo(to);
                }
                if (entry.getName().equals(name)) {
                    to.write(0);
                }
                to.closeEntry();
            }
        }
    }
}
