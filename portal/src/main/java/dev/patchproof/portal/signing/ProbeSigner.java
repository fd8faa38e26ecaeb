package dev.patchproof.portal.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import jdk.security.jarsigner.JarSignerException;

/** Signs the probe with a key that this portal holds. */
final class ProbeSigner {
    private static final String SIGNATURE_FILE = "PORTAL";

    private ProbeSigner() {}

    static byte[] sign(byte[] rooted, SigningIdentity identity, Path workDirectory) throws IOException {
        Path file = Files.createTempFile(workDirectory, "probe", ".rooted");
        try {
            Files.write(file, rooted);
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            try (ZipFile jar = new ZipFile(file.toFile())) {
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
            Files.deleteIfExists(file);
        }
    }
}
