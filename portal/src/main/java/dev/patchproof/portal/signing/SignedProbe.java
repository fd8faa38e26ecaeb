package dev.patchproof.portal.signing;

import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PrivateFiles;
import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.signing.ProbeRelease.Signer;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/**
 * The signed probe that this portal hands out: the one that was signed off line, where one is configured; else one that
 * it signs itself, once, and again when the build, the root key or the certificate is another than last time.
 */
@Singleton
public final class SignedProbe {
    private final Signer signer;
    private final Optional<ProbeRelease> release;
    private final Optional<ProbeJar> jar;

    @Inject
    SignedProbe(Settings settings, DataDirectory data, PortalKeys keys, Clock clock) {
        this(
                settings.probe().jar().isPresent()
                        ? supplied(settings, data, keys, clock)
                        : own(
                                UnsignedProbe.load(),
                                CodeSigningKey.load(settings.codeSigning(), data.directory("keys"), clock.instant()),
                                rootJwk(keys),
                                data.directory("probe")));
    }

    SignedProbe(Optional<UnsignedProbe> unsigned, SigningIdentity identity, String rootJwk, Path directory) {
        this(own(unsigned, identity, rootJwk, directory));
    }

    private SignedProbe(Prepared prepared) {
        signer = prepared.signer();
        release = prepared.release();
        jar = prepared.jar();
    }

    /** Both or neither of release and jar. */
    private record Prepared(Signer signer, Optional<ProbeRelease> release, Optional<ProbeJar> jar) {}

    static String rootJwk(PortalKeys keys) {
        return keys.root().toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** What to know of it; empty where this portal was built without a probe (then it offers no download). */
    public Optional<ProbeRelease> release() {
        return release;
    }

    /** Whether there is one, and its file is still there. */
    boolean available() {
        return jar.map(signed -> Files.isReadable(signed.file())).orElse(false);
    }

    /** Who signs, with or without a probe to sign. */
    public Signer signer() {
        return signer;
    }

    /** The jar for any check: {@code --portal} names the portal, and only that of its own root. */
    public Optional<ProbeDownload> plain() {
        return jar.map(signed -> signed.with(""));
    }

    /** The jar for one check. */
    public Optional<ProbeDownload> personalised(String keySet, String ticket) {
        return jar.map(signed -> signed.with(
                JsonUtil.toJson(new TreeMap<>(Map.of("patchproof", 1, "keySet", keySet, "ticket", ticket)))));
    }

    private static Prepared supplied(Settings settings, DataDirectory data, PortalKeys keys, Clock clock) {
        Path file = settings.probe().jar().orElseThrow();
        if (settings.codeSigning().keystore().isPresent()) {
            throw new ConfigurationException("patchproof.probe.jar and patchproof.code-signing.keystore are both set:"
                    + " expected one of them, a jar that is signed or a key to sign with");
        }
        UnsignedProbe unsigned = UnsignedProbe.load()
                .orElseThrow(() -> new ConfigurationException(
                        "patchproof.probe.jar is set, and this portal was built without a probe to compare it with"));
        try {
            OfflineJar taken = OfflineJar.take(file, unsigned, rootJwk(keys), data.directory("probe"), clock.instant());
            return prepared(unsigned, taken.signer(), taken.jar());
        } catch (ProbeRefusedException e) {
            throw new ConfigurationException(
                    "patchproof.probe.jar: " + file + " is not handed out: " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new ConfigurationException("patchproof.probe.jar: " + file + " cannot be used: "
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + ".");
        }
    }

    private static Prepared prepared(UnsignedProbe unsigned, Signer signer, ProbeJar jar) {
        return new Prepared(
                signer,
                Optional.of(new ProbeRelease(unsigned.version(), jar.size(), jar.sha256(), unsigned.sha256(), signer)),
                Optional.of(jar));
    }

    private static Prepared own(
            Optional<UnsignedProbe> unsigned, SigningIdentity identity, String rootJwk, Path directory) {
        if (unsigned.isEmpty()) {
            return new Prepared(identity.signer(), Optional.empty(), Optional.empty());
        }
        try {
            return prepared(unsigned.get(), identity.signer(), signed(unsigned.get(), identity, rootJwk, directory));
        } catch (IOException e) {
            throw new ConfigurationException("The probe cannot be signed in " + directory + ": " + e.getMessage());
        }
    }

    private static ProbeJar signed(UnsignedProbe unsigned, SigningIdentity identity, String rootJwk, Path directory)
            throws IOException {
        Path file = directory.resolve("patchproof-probe.jar");
        Path record = directory.resolve("patchproof-probe.signed");
        String inputs = Digests.sha256(String.join(
                "\n",
                unsigned.sha256(),
                rootJwk,
                identity.alias(),
                identity.signer().fingerprint()));
        if (Files.exists(file) && Files.exists(record)) {
            ProbeJar present = ProbeJar.of(file);
            if (Files.readString(record).equals(inputs + "\n" + present.sha256() + "\n")) {
                return present;
            }
        }
        PrivateFiles.write(file, ProbeSigner.sign(RootedProbe.of(unsigned, rootJwk), identity, directory));
        ProbeJar made = ProbeJar.of(file);
        PrivateFiles.write(record, (inputs + "\n" + made.sha256() + "\n").getBytes(StandardCharsets.US_ASCII));
        return made;
    }
}
