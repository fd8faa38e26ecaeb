package dev.patchproof.portal.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Runtime archives as vendors pack them, or as nobody should. The launchers are headers alone. */
final class TestArchive {
    static final String RELEASE =
            "JAVA_VERSION=\"21.0.9\"\nMODULES=\"java.base java.logging jdk.crypto.ec" + " jdk.crypto.mscapi\"\n";
    static final int X64_ELF = 62;
    static final int ARM64_ELF = 183;
    static final int X64_PE = 0x8664;

    private final List<Part> parts = new ArrayList<>();

    private record Part(String name, byte type, int mode, String content) {}

    /** A JRE as Temurin packs it. */
    static TestArchive linux(int machine) {
        return new TestArchive()
                .folder("jdk-21-jre/")
                .file("jdk-21-jre/release", RELEASE)
                .folder("jdk-21-jre/bin/")
                .program("jdk-21-jre/bin/java", elf(machine))
                .program("jdk-21-jre/lib/jspawnhelper", "helper")
                .file("jdk-21-jre/legal/java.base/LICENSE", "licence")
                .link("jdk-21-jre/legal/java.net.http/LICENSE", "../java.base/LICENSE");
    }

    static TestArchive windows() {
        return new TestArchive()
                .folder("jdk-21-jre/")
                .file("jdk-21-jre/release", RELEASE)
                .file("jdk-21-jre/bin/java.exe", pe(X64_PE))
                .file("jdk-21-jre/lib/modules", "modules");
    }

    static String elf(int machine) {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 0x464c457f).put(4, (byte) 2).put(5, (byte) 1).putShort(18, (short) machine);
        return latin1(header);
    }

    static String pe(int machine) {
        ByteBuffer header = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(0, (short) 0x5a4d).putInt(60, 128).putInt(128, 0x4550).putShort(132, (short) machine);
        return latin1(header);
    }

    private static String latin1(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate().rewind()).toString();
    }

    TestArchive file(String name, String content) {
        return add(name, TarConstants.LF_NORMAL, 0644, content);
    }

    TestArchive program(String name, String content) {
        return add(name, TarConstants.LF_NORMAL, 04755, content);
    }

    TestArchive folder(String name) {
        return add(name, TarConstants.LF_DIR, 0755, "");
    }

    TestArchive link(String name, String target) {
        return add(name, TarConstants.LF_SYMLINK, 0777, target);
    }

    TestArchive special(String name, byte type) {
        return add(name, type, 0644, "");
    }

    TestArchive without(String name) {
        parts.removeIf(part -> part.name().equals(name));
        return this;
    }

    private TestArchive add(String name, byte type, int mode, String content) {
        parts.add(new Part(name, type, mode, content));
        return this;
    }

    byte[] tarGz() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Part part : parts) {
                TarArchiveEntry entry = new TarArchiveEntry(part.name(), part.type(), true);
                entry.setMode(part.mode());
                byte[] content = part.content().getBytes(StandardCharsets.ISO_8859_1);
                boolean plain = part.type() == TarConstants.LF_NORMAL;
                entry.setSize(plain ? content.length : 0);
                if (!plain) {
                    entry.setLinkName(part.content());
                }
                tar.putArchiveEntry(entry);
                if (plain) {
                    tar.write(content);
                }
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            for (Part part : parts) {
                ZipArchiveEntry entry = new ZipArchiveEntry(part.name());
                if (part.type() == TarConstants.LF_SYMLINK) {
                    entry.setUnixMode(0120777);
                }
                zip.putArchiveEntry(entry);
                zip.write(part.content().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    Path tarGz(Path file) throws IOException {
        return Files.write(file, tarGz());
    }

    Path zip(Path file) throws IOException {
        return Files.write(file, zip());
    }
}
