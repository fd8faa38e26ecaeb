package dev.patchproof.portal.signing;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.access.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;

/** The runnable probe that this portal was built with. */
final class UnsignedProbe {
    /** Where the build puts it; absent while unit tests run, which come before it in the build. */
    static final String RESOURCE = "patchproof/patchproof-probe-unsigned.jar";

    private final byte[] content;
    private final String version;

    private UnsignedProbe(byte[] content, String version) {
        this.content = content;
        this.version = requireNonNull(version, "version");
    }

    static Optional<UnsignedProbe> load() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream resource = loader.getResourceAsStream(RESOURCE)) {
            return resource == null ? Optional.empty() : Optional.of(of(resource.readAllBytes()));
        } catch (IOException e) {
            throw new IllegalStateException("this build's probe cannot be read", e);
        }
    }

    static UnsignedProbe of(byte[] content) throws IOException {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(content), false)) {
            Manifest manifest = jar.getManifest();
            String version = manifest == null
                    ? null
                    : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            if (version == null) {
                throw new IOException("a probe with Implementation-Version in its manifest expected in " + RESOURCE);
            }
            return new UnsignedProbe(content, version);
        }
    }

    InputStream open() {
        return new ByteArrayInputStream(content);
    }

    String version() {
        return version;
    }

    String sha256() {
        return HexFormat.of().formatHex(Digests.sha256().digest(content));
    }
}
