package dev.patchproof.portal.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;

/** Puts the portal's root key into the probe and signs the whole. */
final class ProbeSigner {
    /** Entry that tells a probe whose portal it is: the root's public JWK. */
    static final String ROOT_ENTRY = "patchproof/portal-root.jwk";

    private static final String SIGNATURE_FILE = "PORTAL";
    // A fixed time: what is signed depends on the build and the keys alone.
    private static final LocalDateTime ROOT_ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private ProbeSigner() {}

    static byte[] sign(InputStream unsigned, String rootJwk, SigningIdentity identity, Path workDirectory)
            throws IOException {
        Path plain = Files.createTempFile(workDirectory, "probe", ".unsigned");
        Path rooted = Files.createTempFile(workDirectory, "probe", ".rooted");
        try {
            Files.copy(unsigned, plain, StandardCopyOption.REPLACE_EXISTING);
            addRoot(plain, rooted, rootJwk);
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            try (ZipFile jar = new ZipFile(rooted.toFile())) {
                new JarSigner.Builder(identity.key(), identity.path())
                        .digestAlgorithm("SHA-256")
                        .signerName(SIGNATURE_FILE)
                        .build()
                        .sign(jar, signed);
            } catch (JarSignerException | NoSuchAlgorithmException e) {
                throw new IOException("the probe cannot be signed with " + identity + ": " + e.getMessage(), e);
            }
            return signed.toByteArray();
        } finally {
            Files.deleteIfExists(plain);
            Files.deleteIfExists(rooted);
        }
    }

    private static void addRoot(Path from, Path to, String rootJwk) throws IOException {
        try (ZipFile jar = new ZipFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                try (InputStream content = jar.getInputStream(entry)) {
                    content.transferTo(out);
                }
                out.closeEntry();
            }
            ZipEntry root = new ZipEntry(ROOT_ENTRY);
            root.setTimeLocal(ROOT_ENTRY_TIME);
            out.putNextEntry(root);
            out.write(rootJwk.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
    }
}
