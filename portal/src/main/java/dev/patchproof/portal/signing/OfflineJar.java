package dev.patchproof.portal.signing;

import dev.patchproof.portal.home.PrivateFiles;
import dev.patchproof.portal.signing.ProbeRefusedException.Reason;
import dev.patchproof.portal.signing.ProbeRelease.Origin;
import dev.patchproof.portal.signing.ProbeRelease.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.zip.ZipException;

/** A jar that was signed off line, and that this portal has compared with what it exports. */
record OfflineJar(ProbeJar jar, Signer signer) {
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final String ALIAS = "patchproof";

    /**
     * Takes a copy and checks that, so that what was checked is what is handed out, whatever becomes of the file.
     *
     * @param directory of this portal's own
     */
    static OfflineJar take(Path file, UnsignedProbe unsigned, String rootJwk, Path directory, Instant now)
            throws IOException, ProbeRefusedException {
        Path copy = directory.resolve("patchproof-probe-offline.jar");
        // a name of its own: another process on this directory must not change what is checked
        Path fresh = Files.createTempFile(directory, "patchproof-probe-offline", ".unchecked");
        try {
            PrivateFiles.write(fresh, content(file));
            Signer signer = check(fresh, unsigned, rootJwk, now);
            Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new OfflineJar(ProbeJar.of(copy), signer);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Who signed the jar, if it is one to hand out. */
    static Signer check(Path jar, UnsignedProbe unsigned, String rootJwk, Instant now)
            throws IOException, ProbeRefusedException {
        try {
            SignedElsewhere.requirePlain(jar);
            X509Certificate certificate = JarSigners.one(jar, now);
            new SignedElsewhere(RootedProbe.of(unsigned, rootJwk), unsigned.version(), rootJwk).requireSame(jar);
            return Signer.of(ALIAS, certificate, Origin.OFF_LINE);
        } catch (ZipException e) {
            throw new ProbeRefusedException(
                    Reason.NOT_A_PLAIN_JAR, "a jar expected, found a damaged one (" + e.getMessage() + ")");
        }
    }

    private static byte[] content(Path file) throws IOException, ProbeRefusedException {
        if (!Files.isRegularFile(file)) {
            throw new ProbeRefusedException(Reason.UNREADABLE, "a file expected, found none");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new ProbeRefusedException(
                        Reason.NOT_A_PLAIN_JAR, LARGEST + " bytes at most expected, found more");
            }
            return content;
        }
    }
}
