package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.home.PrivateFiles;
import dev.patchproof.portal.home.SettingsRules;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The key that tickets and plans are signed with, and those that were: a check made before a rotation goes on with the
 * key that its probe was told of. Half a year and more of old public halves stays published; private halves of keys that
 * no open check can need are destroyed at the next rotation.
 */
final class TokenKeys {
    static final Duration NEEDED = SettingsRules.LONGEST_CHECK;

    private static final String MADE = "iat";
    private static final String RETIRED = "retired";

    private final Path current;
    private final Path retired;
    private volatile Ring ring;
    private volatile Object stamp = "";

    TokenKeys(Path keys) {
        current = keys.resolve("token.jwk");
        retired = keys.resolve("retired");
        ring = load();
        stamp = stamp();
    }

    /**
     * The keys as the files have them.
     *
     * @param retired newest first; of old ones the public half alone
     */
    record Ring(EllipticCurveJsonWebKey current, List<EllipticCurveJsonWebKey> retired) {
        Ring {
            requireNonNull(current, "current");
            retired = List.copyOf(retired);
        }

        /** The key of this id, if there is still something to sign with. */
        Optional<EllipticCurveJsonWebKey> signing(String keyId) {
            return all().stream()
                    .filter(key -> keyId.equals(key.getKeyId()) && key.getPrivateKey() != null)
                    .findFirst();
        }

        List<EllipticCurveJsonWebKey> all() {
            List<EllipticCurveJsonWebKey> all = new ArrayList<>(List.of(current));
            all.addAll(retired);
            return all;
        }
    }

    /** Read again where the files changed since. */
    Ring ring() {
        if (!stamp.equals(stamp())) {
            synchronized (this) {
                Object now = stamp();
                ring = load();
                stamp = now;
            }
        }
        return ring;
    }

    /** Files are replaced, never written into: another file means another key. */
    private Object stamp() {
        try {
            BasicFileAttributes file = Files.readAttributes(current, BasicFileAttributes.class);
            return List.of(file.lastModifiedTime(), String.valueOf(file.fileKey()));
        } catch (IOException e) {
            return "absent";
        }
    }

    private Ring load() {
        return KeyFiles.locked(current, () -> {
            EllipticCurveJsonWebKey key = KeyFiles.readOrMake(current);
            return new Ring(key, readRetired());
        });
    }

    private List<EllipticCurveJsonWebKey> readRetired() throws IOException, JoseException {
        List<EllipticCurveJsonWebKey> keys = new ArrayList<>();
        if (Files.isDirectory(retired)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(retired, "*.jwk")) {
                for (Path file : files) {
                    keys.add(KeyFiles.read(file));
                }
            }
        }
        keys.sort(Comparator.comparing((EllipticCurveJsonWebKey key) -> retiredAt(key))
                .reversed());
        return keys;
    }

    /** When the current key was made; empty for one from before this was written down. */
    static Optional<Instant> madeAt(PublicJsonWebKey key) {
        return Optional.ofNullable(key.getOtherParameterValue(MADE, Number.class))
                .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
    }

    static Instant retiredAt(PublicJsonWebKey key) {
        Number seconds = key.getOtherParameterValue(RETIRED, Number.class);
        return seconds == null ? Instant.EPOCH : Instant.ofEpochSecond(seconds.longValue());
    }

    /** The public half, without what these files note beside it. */
    static Map<String, Object> published(PublicJsonWebKey key) {
        Map<String, Object> members = new LinkedHashMap<>(key.toParams(OutputControlLevel.PUBLIC_ONLY));
        members.remove(MADE);
        members.remove(RETIRED);
        return members;
    }

    /**
     * Puts a new key in place of the current one.
     *
     * @param keepOld false where old keys are no longer to be trusted: then open checks end, and no old key is published
     */
    Ring rotate(Instant now, boolean keepOld) {
        KeyFiles.locked(current, () -> {
            EllipticCurveJsonWebKey old = KeyFiles.readOrMake(current);
            PrivateFiles.createDirectories(retired);
            // The old key is kept before the new one is there: between the two it is both, which harms nobody.
            if (keepOld) {
                old.setOtherParameter(RETIRED, now.getEpochSecond());
                KeyFiles.write(retired.resolve(old.getKeyId() + ".jwk"), old);
            }
            tidy(now, keepOld);
            EllipticCurveJsonWebKey fresh = KeyFiles.make();
            fresh.setOtherParameter(MADE, now.getEpochSecond());
            KeyFiles.write(current, fresh);
            return fresh;
        });
        return ring();
    }

    private void tidy(Instant now, boolean keepOld) throws IOException, JoseException {
        for (EllipticCurveJsonWebKey key : readRetired()) {
            Path file = retired.resolve(key.getKeyId() + ".jwk");
            if (!keepOld) {
                Files.delete(file);
            } else if (key.getPrivateKey() != null
                    && retiredAt(key).plus(NEEDED).isBefore(now)) {
                key.setPrivateKey(null);
                KeyFiles.write(file, key);
            }
        }
    }

    /** Rotates where the current key is older than this. */
    boolean rotateIfOlderThan(Duration age, Instant now) {
        Instant made;
        try {
            made = madeAt(ring().current())
                    .orElse(Files.getLastModifiedTime(current).toInstant());
        } catch (IOException e) {
            throw new ConfigurationException("The portal's key " + current + " cannot be used: " + e.getMessage());
        }
        boolean due = made.plus(age).isBefore(now);
        if (due) {
            rotate(now, true);
        }
        return due;
    }
}
