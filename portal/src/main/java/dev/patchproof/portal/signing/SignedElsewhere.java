package dev.patchproof.portal.signing;

import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.signing.ProbeRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Compares a jar that was signed off line with what this portal exports for signing: the same entries, the same root
 * key, the same manifest but for the digests that a signature adds, and nothing before, between or after them.
 */
final class SignedElsewhere {
    private static final int END_RECORD = 22;

    private final Map<String, String> expected = new TreeMap<>();
    private final Manifest expectedManifest;
    private final String version;
    private final String rootJwk;

    /** @param rooted what this portal exports */
    SignedElsewhere(byte[] rooted, String version, String rootJwk) throws IOException {
        this.version = version;
        this.rootJwk = rootJwk;
        Manifest manifest = new Manifest();
        try (ZipInputStream jar = new ZipInputStream(new ByteArrayInputStream(rooted))) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    manifest.read(new ByteArrayInputStream(jar.readAllBytes()));
                } else if (!entry.isDirectory()) {
                    expected.put(entry.getName(), digest(jar));
                }
            }
        }
        expectedManifest = manifest;
    }

    /** Returns where the jar is what was exported; its signature is {@link JarSigners}' affair. */
    void requireSame(Path jar) throws IOException, ProbeRefusedException {
        Map<String, String> found = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && !JarSigners.belongsToTheSignature(entry.getName())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        found.put(entry.getName(), digest(content));
                    }
                }
            }
            requireRoot(zip);
            requireManifest(zip);
        }
        requireContents(found);
    }

    /** Returns where all who read the file, from its start or from its end, find the same entries. */
    static void requirePlain(Path jar) throws IOException, ProbeRefusedException {
        requireEnds(jar);
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().forEach(entry -> names.add(entry.getName()));
        }
        requireEachOnce(names);
        requireNothingHidden(jar, names);
    }

    private static void requireEnds(Path jar) throws IOException, ProbeRefusedException {
        try (RandomAccessFile bytes = new RandomAccessFile(jar.toFile(), "r")) {
            byte[] start = new byte[4];
            byte[] end = new byte[END_RECORD];
            if (bytes.length() < END_RECORD) {
                throw notPlain("a jar expected, found " + bytes.length() + " bytes");
            }
            bytes.readFully(start);
            bytes.seek(bytes.length() - END_RECORD);
            bytes.readFully(end);
            if (!Arrays.equals(start, new byte[] {'P', 'K', 3, 4})) {
                throw notPlain("a jar that begins with its first entry expected, found something before it");
            }
            if (!Arrays.equals(end, 0, 4, new byte[] {'P', 'K', 5, 6}, 0, 4) || end[20] != 0 || end[21] != 0) {
                throw notPlain("a jar that ends with its directory expected, found a comment or something else there"
                        + " (a download carries a comment: sign what was exported)");
            }
        }
    }

    private static void requireEachOnce(List<String> names) throws ProbeRefusedException {
        TreeSet<String> seen = new TreeSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw notPlain("each entry once expected, found more than one " + name);
            }
        }
    }

    /** Who reads from the start must find what the directory at the end names, and nothing else. */
    private static void requireNothingHidden(Path jar, List<String> names) throws IOException, ProbeRefusedException {
        List<String> fromTheStart = new ArrayList<>();
        try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                fromTheStart.add(entry.getName());
            }
        }
        if (!new TreeSet<>(fromTheStart).equals(new TreeSet<>(names)) || fromTheStart.size() != names.size()) {
            throw notPlain(names.size() + " entries expected, as the jar's directory says, found " + fromTheStart.size()
                    + " or others when reading from the start");
        }
    }

    private void requireRoot(ZipFile zip) throws IOException, ProbeRefusedException {
        ZipEntry entry = zip.getEntry(RootedProbe.ROOT_ENTRY);
        if (entry == null) {
            throw new ProbeRefusedException(
                    Reason.OTHER_ROOT,
                    "the root key " + thumbprint(rootJwk) + " of this portal expected, found none: sign what"
                            + " 'probe export' writes, not the bare build");
        }
        String found;
        try (InputStream content = zip.getInputStream(entry)) {
            found = new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!found.equals(rootJwk)) {
            throw new ProbeRefusedException(
                    Reason.OTHER_ROOT,
                    "the root key " + thumbprint(rootJwk) + " of this portal expected, found " + thumbprint(found)
                            + ": the jar was exported by another portal, or with another data directory");
        }
    }

    private void requireManifest(ZipFile zip) throws IOException, ProbeRefusedException {
        Manifest manifest = new Manifest();
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry != null) {
            try (InputStream content = zip.getInputStream(entry)) {
                manifest.read(content);
            }
        }
        String found = manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        if (!version.equals(found)) {
            throw new ProbeRefusedException(
                    Reason.OTHER_VERSION,
                    "a probe of version " + version + " expected, with which this portal was built, found "
                            + (found == null ? "none" : found) + ": export and sign it again");
        }
        if (!manifest.getMainAttributes().equals(expectedManifest.getMainAttributes())) {
            throw new ProbeRefusedException(
                    Reason.OTHER_CONTENTS,
                    "the manifest " + written(expectedManifest) + " expected, found " + written(manifest));
        }
        for (Map.Entry<String, Attributes> section : manifest.getEntries().entrySet()) {
            for (Object name : section.getValue().keySet()) {
                if (!name.toString().toLowerCase(Locale.ROOT).endsWith("-digest")) {
                    throw new ProbeRefusedException(
                            Reason.OTHER_CONTENTS,
                            "digests alone expected in the manifest for " + section.getKey() + ", found " + name);
                }
            }
        }
    }

    private static String written(Manifest manifest) {
        Map<String, String> attributes = new TreeMap<>();
        manifest.getMainAttributes().forEach((name, value) -> attributes.put(name.toString(), value.toString()));
        return attributes.toString();
    }

    private void requireContents(Map<String, String> found) throws ProbeRefusedException {
        for (Map.Entry<String, String> entry : expected.entrySet()) {
            String digest = found.get(entry.getKey());
            if (digest == null) {
                throw otherContents("with " + entry.getKey(), "none");
            }
            if (!digest.equals(entry.getValue())) {
                throw otherContents("with SHA-256 " + entry.getValue() + " of " + entry.getKey(), digest);
            }
        }
        for (String name : found.keySet()) {
            if (!expected.containsKey(name)) {
                throw otherContents("without " + name, "it");
            }
        }
    }

    private static ProbeRefusedException otherContents(String wanted, String got) {
        return new ProbeRefusedException(
                Reason.OTHER_CONTENTS,
                "the probe that this portal was built with expected, " + wanted + ", found " + got
                        + ": export and sign it again");
    }

    private static ProbeRefusedException notPlain(String why) {
        return new ProbeRefusedException(Reason.NOT_A_PLAIN_JAR, why);
    }

    /** As the portal names its keys; the text's beginning where it is no key. */
    private static String thumbprint(String jwk) {
        try {
            return JsonWebKey.Factory.newJwk(jwk).calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (JoseException | RuntimeException e) {
            return "something else than a key";
        }
    }

    private static String digest(InputStream content) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] piece = new byte[1 << 16];
        for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
            digest.update(piece, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
