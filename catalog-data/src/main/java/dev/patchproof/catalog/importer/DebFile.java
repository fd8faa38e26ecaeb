package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.DebianVersion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * Reads a .deb file (deb(5)): an ar archive of {@code debian-binary}, {@code control.tar} and {@code data.tar}, in this
 * order. Only the control archive is unpacked, and of it no more than {@link #MOST}: a packed file can be made to unpack
 * without end.
 */
final class DebFile {
    /** Of one unpacked control archive, in bytes. */
    private static final int MOST = 64 << 20;

    private static final int MOST_CONTROL = 1 << 20;
    private static final int XZ_MEMORY_KIB = 128 << 10;
    private static final Pattern FIELD = Pattern.compile("(?m)^(Package|Version|Architecture): *(\\S+) *$");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private byte @Nullable [] control;
    private String recordDigest = "";

    private DebFile() {}

    static DebPackage read(Path file) throws IOException, UnusableDeb {
        MessageDigest whole = sha256();
        DebFile read = new DebFile();
        try (DigestInputStream bytes =
                new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), whole)) {
            read.members(bytes);
            bytes.transferTo(OutputStream.nullOutputStream());
        }
        return read.described(HexFormat.of().formatHex(whole.digest()));
    }

    private void members(InputStream bytes) throws IOException, UnusableDeb {
        // not closed: what is behind the control archive still has to be digested
        ArArchiveInputStream members = new ArArchiveInputStream(bytes);
        ArArchiveEntry member;
        try {
            member = members.getNextEntry();
        } catch (IOException notAnArchive) {
            throw new UnusableDeb(Defect.NOT_A_PACKAGE, "no ar archive", notAnArchive);
        }
        if (member == null || !memberName(member).equals("debian-binary")) {
            throw new UnusableDeb(
                    Defect.NOT_A_PACKAGE, member == null ? "an empty archive" : "the member " + member.getName());
        }
        if (!new String(members.readNBytes(4), StandardCharsets.US_ASCII).startsWith("2.")) {
            throw new UnusableDeb(Defect.NOT_A_PACKAGE, "another format than 2.0");
        }
        for (member = members.getNextEntry(); member != null; member = members.getNextEntry()) {
            if (memberName(member).startsWith("control.tar")) {
                control(unpacked(memberName(member), members));
                return;
            }
        }
        throw new UnusableDeb(Defect.NOT_A_PACKAGE, "no control.tar");
    }

    private static String memberName(ArArchiveEntry member) {
        String name = member.getName();
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }

    private static InputStream unpacked(String name, InputStream member) throws IOException, UnusableDeb {
        return switch (name) {
            case "control.tar" -> member;
            case "control.tar.gz" -> new GZIPInputStream(member);
            case "control.tar.xz" -> new XZInputStream(member, XZ_MEMORY_KIB);
            default -> throw new UnusableDeb(Defect.PACKING_UNKNOWN, name);
        };
    }

    private void control(InputStream unpacked) throws IOException, UnusableDeb {
        TarArchiveInputStream entries = new TarArchiveInputStream(new Bounded(unpacked, MOST));
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            String name = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
            if (name.equals("control")) {
                control = entries.readNBytes(MOST_CONTROL);
            } else if (name.equals("md5sums")) {
                recordDigest = digest(entries);
            }
        }
    }

    private DebPackage described(String fileDigest) throws UnusableDeb {
        if (control == null) {
            throw new UnusableDeb(Defect.NOT_A_PACKAGE, "no control file");
        }
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(new String(control, StandardCharsets.UTF_8));
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        String name = matching(NAME, fields, "Package");
        String architecture = matching(ARCHITECTURE, fields, "Architecture");
        DebianVersion version;
        try {
            version = new DebianVersion(fields.getOrDefault("Version", ""));
        } catch (IllegalArgumentException notAVersion) {
            throw new UnusableDeb(Defect.FIX_MALFORMED, fields.getOrDefault("Version", ""), notAVersion);
        }
        if (recordDigest.isEmpty()) {
            throw new UnusableDeb(Defect.FIELD_MISSING, "no md5sums");
        }
        return new DebPackage(name, version, architecture, recordDigest, fileDigest);
    }

    private static String matching(Pattern form, Map<String, String> fields, String field) throws UnusableDeb {
        String value = fields.getOrDefault(field, "");
        if (!form.matcher(value).matches()) {
            throw new UnusableDeb(Defect.FIELD_MALFORMED, field + ": " + value);
        }
        return value;
    }

    private static String digest(InputStream content) throws IOException {
        MessageDigest digest = sha256();
        byte[] part = new byte[8192];
        for (int read = content.read(part); read >= 0; read = content.read(part)) {
            digest.update(part, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Why nothing could be taken from a file. */
    static final class UnusableDeb extends Exception {
        private static final long serialVersionUID = 1L;

        private final Defect defect;

        UnusableDeb(Defect defect, String found) {
            super(found);
            this.defect = defect;
        }

        UnusableDeb(Defect defect, String found, Throwable cause) {
            super(found, cause);
            this.defect = defect;
        }

        Defect defect() {
            return defect;
        }
    }
}
