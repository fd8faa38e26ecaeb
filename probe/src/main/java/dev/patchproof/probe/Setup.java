package dev.patchproof.probe;

import dev.patchproof.evidence.Finding;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.trust.DeviceKeyFile;
import dev.patchproof.probe.trust.ProbeJar;
import dev.patchproof.probe.trust.TrustException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What a run takes from its surroundings: the jar, the computer, the user's folder, the clock. */
interface Setup {

    /** The jar that runs, whose every part is signed. */
    SignedProgram program() throws TrustException;

    ProbeJar.Download download() throws TrustException;

    /** The digest of the running jar, for the evidence. */
    Finding<String> probeDigest();

    /**
     * The collector of this computer.
     *
     * @param root an off-line root to read in its place
     */
    Collector collector(Optional<Path> root) throws UsageException;

    /** Where this user's key and the name of this installation are kept. */
    DeviceKeyFile deviceKeyFile();

    /** Whether this is Windows, which has a certificate store of its own. */
    boolean onWindows();

    PortalClient client();

    /** The Java that runs this program. */
    JavaRuntime runtime();

    Instant now();

    String version();
}
