package dev.patchproof.probe;

import dev.patchproof.probe.trust.RootKey;
import dev.patchproof.probe.trust.TestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The packaged jar as a portal hands it out. */
final class DownloadedJar {
    private DownloadedJar() {}

    /** The jar that the build made. */
    static Path unsigned() {
        return Path.of(
                Objects.requireNonNull(System.getProperty("patchproof.runnable-jar"), "patchproof.runnable-jar"));
    }

    /** The jar with a portal's root key in it, signed, and a comment at its end. */
    static Path make(Path folder, String rootJwk, String comment)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = rooted(folder, rootJwk);
        TestSigner.make(folder).sign(file);
        byte[] bytes = Files.readAllBytes(file);
        byte[] end = comment.getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = (byte) end.length;
        bytes[bytes.length - 1] = (byte) (end.length >> 8);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes);
            out.write(end);
        }
        return file;
    }

    /** The same before it is signed. */
    static Path rooted(Path folder, String rootJwk) throws IOException {
        Path file = Files.createTempFile(folder, "patchproof-probe", ".jar");
        try (ZipFile from = new ZipFile(unsigned().toFile());
                OutputStream out = Files.newOutputStream(file);
                ZipOutputStream to = new ZipOutputStream(out)) {
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    in.transferTo(to);
                }
            }
            to.putNextEntry(new ZipEntry(RootKey.ENTRY));
            to.write(rootJwk.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /** The jar that the build made, with one class that is none any more. */
    static Path damaged(Path folder, String damaged) throws IOException {
        Path file = Files.createTempFile(folder, "patchproof-probe", ".jar");
        try (ZipFile from = new ZipFile(unsigned().toFile());
                OutputStream out = Files.newOutputStream(file);
                ZipOutputStream to = new ZipOutputStream(out)) {
            Enumeration<? extends ZipEntry> entries = from.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                to.putNextEntry(new ZipEntry(entry.getName()));
                try (InputStream in = from.getInputStream(entry)) {
                    byte[] content = in.readAllBytes();
                    if (entry.getName().equals(damaged)) {
                        Arrays.fill(content, (byte) 0);
                    }
                    to.write(content);
                }
            }
        }
        return file;
    }
}
