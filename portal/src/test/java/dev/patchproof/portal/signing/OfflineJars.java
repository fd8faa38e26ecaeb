package dev.patchproof.portal.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Jars as they come back from a key that is kept off line, good and bad. */
final class OfflineJars {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String ROOT =
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
    static final String OTHER_ROOT = ROOT.replace(
            "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
            "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4\",\"y\":\"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM");

    final Path folder;
    final UnsignedProbe probe;
    final SigningIdentity signer;

    OfflineJars(Path folder) throws Exception {
        this.folder = folder;
        probe = TestJars.probe("1");
        signer = signer(NOW.minus(Duration.ofDays(30)), NOW.plus(Duration.ofDays(300)), KeyPurposeId.id_kp_codeSigning);
    }

    static SigningIdentity signer(Instant from, Instant until, KeyPurposeId use) throws Exception {
        return TestCertificates.of("Off line", from, until, use);
    }

    Path timestamped(SigningIdentity identity, Instant when) throws Exception {
        Path unsigned = file(exported());
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        try (TestTimestamps authority = new TestTimestamps(when);
                ZipFile jar = new ZipFile(unsigned.toFile())) {
            new JarSigner.Builder(identity.key(), identity.path())
                    .digestAlgorithm("SHA-256")
                    .signerName("OFFLINE")
                    .tsa(authority.address())
                    .build()
                    .sign(jar, signed);
        }
        return file(signed.toByteArray());
    }

    byte[] exported() throws Exception {
        return RootedProbe.of(probe, ROOT);
    }

    byte[] good() throws Exception {
        return ProbeSigner.sign(exported(), signer, folder);
    }

    Path signedBy(SigningIdentity identity) throws Exception {
        return file(ProbeSigner.sign(exported(), identity, folder));
    }

    Path file(byte[] content) throws Exception {
        return Files.write(Files.createTempFile(folder, "given", ".jar"), content);
    }

    /** Something done to a zip file. */
    interface Change {
        void to(FileSystem zip) throws Exception;
    }

    Path changed(Change change) throws Exception {
        Path jar = file(good());
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            change.to(zip);
        }
        return jar;
    }

    Path resigned(Map<String, String> changes) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file(exported()).toFile())) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        changes.forEach((name, content) -> entries.put(name, content.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file(ProbeSigner.sign(bytes.toByteArray(), signer, folder));
    }
}
