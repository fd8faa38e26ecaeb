package dev.patchproof.portal.signing;

import dev.patchproof.portal.signing.ProbeRelease.Signer;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code probe export|verify}: the way of the probe to a key that is kept off line, and back. */
@Dependent
@Command(name = "probe", description = "Signing the probe off line.", mixinStandardHelpOptions = true)
public final class ProbeCommand implements Runnable {
    private static final int NOT_DONE = 1;

    private final PortalKeys keys;
    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Inject
    ProbeCommand(PortalKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "expected export or verify");
    }

    @Command(
            name = "export",
            description = "Writes the unsigned probe with this portal's root key in it, for jarsigner.")
    int export(@Option(names = "--out", required = true, paramLabel = "FILE", description = "New file.") Path out) {
        Optional<UnsignedProbe> unsigned = UnsignedProbe.load();
        if (unsigned.isEmpty()) {
            return fail("This portal was built without a probe.");
        }
        try {
            Files.write(
                    out,
                    RootedProbe.of(unsigned.get(), SignedProbe.rootJwk(keys)),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            return fail("A new file expected, found " + out + " already there.");
        } catch (IOException e) {
            return fail(out + " cannot be written: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        spec().commandLine()
                .getOut()
                .println("Version " + unsigned.get().version() + ", for the portal with root key "
                        + keys.root().getKeyId() + ", not yet signed: " + out);
        return 0;
    }

    @Command(name = "verify", description = "Tells whether this portal would hand out a jar that was signed off line.")
    int verify(@Parameters(paramLabel = "FILE", description = "The signed jar.") Path file) {
        Optional<UnsignedProbe> unsigned = UnsignedProbe.load();
        if (unsigned.isEmpty()) {
            return fail("This portal was built without a probe.");
        }
        try {
            Signer signer = OfflineJar.check(file, unsigned.get(), SignedProbe.rootJwk(keys), clock.instant());
            spec().commandLine()
                    .getOut()
                    .println("Good. Signed by " + signer.subject() + "\nSHA-256 fingerprint " + signer.fingerprint());
            return 0;
        } catch (ProbeRefusedException e) {
            return fail(file + " is not handed out: " + e.getMessage() + ".");
        } catch (IOException e) {
            return fail(file + " cannot be read: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private int fail(String why) {
        spec().commandLine().getErr().println(why);
        return NOT_DONE;
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli alone");
        }
        return spec;
    }
}
