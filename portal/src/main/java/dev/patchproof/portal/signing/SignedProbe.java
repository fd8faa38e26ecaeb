package dev.patchproof.portal.signing;

import dev.patchproof.portal.access.Digests;
import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.PrivateFiles;
import dev.patchproof.portal.home.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
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
 * The probe jar that this portal signed: once, and again when the build, the root key or the certificate is another
 * than last time.
 */
@Singleton
public final class SignedProbe {
    private final SigningIdentity identity;
    private final String rootJwk;
    private final Path directory;
    private final Optional<ProbeRelease> release;
    private final Optional<ProbeJar> jar;

    @Inject
    SignedProbe(Settings settings, DataDirectory data, PortalKeys keys, Clock clock) {
        this(
                UnsignedProbe.load(),
                CodeSigningKey.load(settings.codeSigning(), data.directory("keys"), clock.instant()),
                keys.root().toJson(OutputControlLevel.PUBLIC_ONLY),
                data.directory("probe"));
    }

    SignedProbe(Optional<UnsignedProbe> unsigned, SigningIdentity identity, String rootJwk, Path directory) {
        this.identity = identity;
        this.rootJwk = rootJwk;
        this.directory = directory;
        try {
            jar = unsigned.isPresent() ? Optional.of(signed(unsigned.get())) : Optional.empty();
            release = jar.map(signed ->
                    new ProbeRelease(unsigned.get().version(), signed.size(), signed.sha256(), identity.signer()));
        } catch (IOException e) {
            throw new ConfigurationException("The probe cannot be signed in " + directory + ": " + e.getMessage());
        }
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
    public ProbeRelease.Signer signer() {
        return identity.signer();
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

    private ProbeJar signed(UnsignedProbe unsigned) throws IOException {
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
        try (InputStream content = unsigned.open()) {
            PrivateFiles.write(file, ProbeSigner.sign(content, rootJwk, identity, directory));
        }
        ProbeJar made = ProbeJar.of(file);
        PrivateFiles.write(record, (inputs + "\n" + made.sha256() + "\n").getBytes(StandardCharsets.US_ASCII));
        return made;
    }
}
