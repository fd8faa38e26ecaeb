package dev.patchproof.probe;

import dev.patchproof.evidence.Finding;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.linux.LinuxCollector;
import dev.patchproof.probe.network.HttpClient;
import dev.patchproof.probe.network.ProxySetup;
import dev.patchproof.probe.network.SystemRoots;
import dev.patchproof.probe.trust.DeviceKeyFile;
import dev.patchproof.probe.trust.KeyProtection;
import dev.patchproof.probe.trust.ProbeJar;
import dev.patchproof.probe.trust.RootKey;
import dev.patchproof.probe.trust.TrustException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The real surroundings of a run. The only place that asks which operating system this is. */
final class ThisComputer implements Setup {
    private final Map<String, String> environment;
    private final Clock clock;
    private final String version;
    private final PortalClient client;

    ThisComputer(Map<String, String> environment, Clock clock, String version) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.version = version;
        this.client = new PortalClient(
                new HttpClient(Duration.ofSeconds(60), new SystemRoots(isWindows())), version, Duration.ofSeconds(2));
    }

    /**
     * The surroundings of the running program, with what has to be set before it reads or sends anything.
     *
     * @throws IOException where this user's folder cannot be written, with a sentence for the person
     */
    static Setup ofThisProgram(String version) throws IOException {
        try {
            keepNativeLibrariesPrivate(System.getenv(), System.getProperty("user.home", ""));
        } catch (IOException e) {
            throw new IOException("This user's folder cannot be written: " + e.getMessage(), e);
        }
        ProxySetup.use(System.getenv());
        return new ThisComputer(System.getenv(), Clock.systemUTC(), version);
    }

    @Override
    public SignedProgram program() throws TrustException {
        RootKey root = RootKey.ofThisJar(); // first: where there is none, this is the unsigned build
        return new SignedProgram(root, ProbeJar.requireSignedProgram());
    }

    @Override
    public ProbeJar.Download download() throws TrustException {
        return ProbeJar.ofThisProgram().download();
    }

    @Override
    public Finding<String> probeDigest() {
        return ProbeJar.digestOfThisProgram();
    }

    @Override
    public Collector collector(Optional<Path> root) throws UsageException {
        if (isWindows()) {
            if (root.isPresent()) {
                throw new UsageException("--root reads the root folder of a Linux, and only on a Linux.");
            }
            return WindowsPart.collector();
        }
        if (!osName().startsWith("linux")) {
            throw new UsageException("This probe reads Windows and Linux, and this is neither.");
        }
        if (root.isPresent() && !Files.isDirectory(root.get())) {
            throw new UsageException("--root needs a folder: " + root.get());
        }
        return root.<Collector>map(folder -> new LinuxCollector(folder, true))
                .orElseGet(() -> new LinuxCollector(Path.of("/"), false));
    }

    @Override
    public DeviceKeyFile deviceKeyFile() {
        return new DeviceKeyFile(
                userFolder(environment, System.getProperty("user.home", ""), isWindows()),
                isWindows() ? WindowsPart.protection() : KeyProtection.byFilePermissions());
    }

    /** Where this user's files of this program are kept. */
    static Path userFolder(Map<String, String> environment, String home, boolean windows) {
        if (windows) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            return (local.isEmpty() ? Path.of(home, "AppData", "Local") : Path.of(local)).resolve("Patchproof");
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // the specification has it that a relative path there is to be ignored
        Path folder = state.startsWith("/") ? Path.of(state) : Path.of(home, ".local", "state");
        return folder.resolve("patchproof");
    }

    @Override
    public boolean onWindows() {
        return isWindows();
    }

    @Override
    public PortalClient client() {
        return client;
    }

    @Override
    public JavaRuntime runtime() {
        return JavaRuntime.ofThisProgram();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String version() {
        return version;
    }

    static boolean isWindows() {
        return osName().startsWith("windows");
    }

    private static String osName() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    /** JNA unpacks its library where nobody else can put one, and takes none that lies about. */
    static void keepNativeLibrariesPrivate(Map<String, String> environment, String home) throws IOException {
        System.setProperty("jna.nosys", "true");
        if (isWindows()) {
            Path folder = userFolder(environment, home, true).resolve("jna");
            Files.createDirectories(folder);
            System.setProperty("jna.tmpdir", folder.toString());
        }
    }
}
