package dev.patchproof.catalog.importer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Makes .deb files as dpkg-deb does, whole or with something wrong. */
final class DebFixture {
    static final String MD5SUMS = "d41d8cd98f00b204e9800998ecf8427e  usr/lib/x86_64-linux-gnu/libdemo.so.3\n";

    private final Map<String, String> control = new LinkedHashMap<>();
    private String format = "2.0\n";
    private String packing = "control.tar.xz";

    private DebFixture() {}

    static DebFixture of(String name, String version, String architecture) {
        DebFixture deb = new DebFixture();
        deb.control.put(
                "./control",
                "Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture
                        + "\nDescription: demo\n Version: 9.9 of a continuation line\n");
        deb.control.put("./md5sums", MD5SUMS);
        return deb;
    }

    DebFixture with(String controlFile, String text) {
        control.put(controlFile, text);
        return this;
    }

    DebFixture without(String controlFile) {
        control.remove(controlFile);
        return this;
    }

    DebFixture format(String other) {
        format = other;
        return this;
    }

    DebFixture packedAs(String member) {
        packing = member;
        return this;
    }

    Path write(Path file) throws IOException {
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(Files.newOutputStream(file))) {
            member(ar, "debian-binary", format.getBytes(StandardCharsets.US_ASCII));
            member(ar, packing, packed());
            member(ar, "data.tar.xz", new byte[] {1, 2, 3});
        }
        return file;
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packer(bytes))) {
            for (Map.Entry<String, String> each : control.entrySet()) {
                byte[] content = each.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(each.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private OutputStream packer(OutputStream out) throws IOException {
        return switch (packing) {
            case "control.tar.xz" -> new XZOutputStream(out, new LZMA2Options());
            case "control.tar.gz" -> new GZIPOutputStream(out);
            default -> out;
        };
    }

    private static void member(ArArchiveOutputStream ar, String name, byte[] content) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, content.length));
        ar.write(content);
        ar.closeArchiveEntry();
    }
}
