package dev.patchproof.portal.signing;

import dev.patchproof.portal.home.PrivateFiles;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Keys on P-256 in files (RFC 7517), one key each, under a lock that all processes of this portal share. */
final class KeyFiles {
    /** A file's lock is the process's: a second thread would be refused it, not made to wait. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private KeyFiles() {}

    /** Something done to the files while nobody else does anything to them. */
    interface Work<T> {
        T run() throws IOException, JoseException;
    }

    static <T> T locked(Path file, Work<T> work) {
        return locked(file, "a new one would not be believed by probes already handed out", work);
    }

    /** @param without what it would mean to have another one, in words for who lost it */
    static <T> T locked(Path file, String without, Work<T> work) {
        Path lock = file.resolveSibling(".lock");
        THREADS.lock();
        try {
            PrivateFiles.createIfAbsent(lock);
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!held.isValid()) {
                    throw new IOException("the lock was lost");
                }
                return work.run();
            }
        } catch (IOException | JoseException e) {
            throw new ConfigurationException("The portal's key " + file + " cannot be used: " + e.getMessage()
                    + ". Restore it from a backup; " + without + ".");
        } finally {
            THREADS.unlock();
        }
    }

    static EllipticCurveJsonWebKey readOrMake(Path file) throws IOException, JoseException {
        if (Files.notExists(file)) {
            write(file, make());
        }
        EllipticCurveJsonWebKey key = read(file);
        if (key.getPrivateKey() == null) {
            throw new JoseException("a private P-256 key expected");
        }
        return key;
    }

    static EllipticCurveJsonWebKey make() throws JoseException {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        key.setUse("sig");
        return key;
    }

    static void write(Path file, EllipticCurveJsonWebKey key) throws IOException {
        PrivateFiles.write(
                file, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE).getBytes(StandardCharsets.UTF_8));
    }

    static EllipticCurveJsonWebKey read(Path file) throws IOException, JoseException {
        JsonWebKey key = JsonWebKey.Factory.newJwk(Files.readString(file));
        if (key instanceof EllipticCurveJsonWebKey curveKey && "P-256".equals(curveKey.getCurveName())) {
            curveKey.setKeyId(curveKey.calculateBase64urlEncodedThumbprint("SHA-256"));
            return curveKey;
        }
        throw new JoseException("a P-256 key expected");
    }
}
