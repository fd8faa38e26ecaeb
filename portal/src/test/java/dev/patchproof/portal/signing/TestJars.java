package dev.patchproof.portal.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small jars in the place of the probe. */
final class TestJars {
    private TestJars() {}

    static UnsignedProbe probe(String version) throws IOException {
        return UnsignedProbe.of(bytes(version));
    }

    static byte[] bytes(String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        manifest.write(written);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            add(jar, JarFile.MANIFEST_NAME, written.toByteArray());
            add(jar, "content.txt", version.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** With a fixed time: two jars of one version are the same bytes, whenever they are made. */
    private static void add(ZipOutputStream jar, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
