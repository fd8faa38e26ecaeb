package dev.patchproof.portal.bundle;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.bundle.ArchiveEntry.Kind;
import dev.patchproof.portal.bundle.RuntimeRefusedException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a dropped archive once and finds out whether it holds one Java that the probe can run on. */
final class RuntimeCheck {
    private static final int OLDEST = 17;
    private static final int HEADER = 4096;
    private static final int LARGEST_RELEASE_FILE = 64 * 1024;
    private static final int CURVES_IN_BASE = 22; // feature release
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(([0-9]+)[0-9A-Za-z._+-]*)\"");
    private static final Pattern LISTED = Pattern.compile("MODULES=\"([a-z0-9. ]*)\"");

    private final Platform.Form form;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, byte[]> launchers = new HashMap<>();
    private final Map<String, String> releases = new HashMap<>();
    private final List<ArchiveEntry> entries = new ArrayList<>();

    private RuntimeCheck(Platform.Form form) {
        this.form = form;
    }

    /**
     * What was found.
     *
     * @param prefix what all names of the runtime begin with; empty, or a folder and a slash
     */
    record Found(Platform platform, String version, String prefix) {
        Found {
            requireNonNull(platform, "platform");
            requireNonNull(version, "version");
            requireNonNull(prefix, "prefix");
        }
    }

    static Found check(Path file) throws IOException {
        Platform.Form form = ArchiveReading.form(file);
        RuntimeCheck check = new RuntimeCheck(form);
        ArchiveReading.read(file, form, check::see);
        return check.found();
    }

    private void see(ArchiveEntry entry, InputStream content) throws IOException {
        entries.add(entry);
        Kind before = kinds.put(entry.path().toLowerCase(Locale.ROOT), entry.kind());
        if (before != null && (before != Kind.FOLDER || entry.kind() != Kind.FOLDER)) {
            throw new RuntimeRefusedException(
                    Reason.TWICE, "each name once expected, whatever its case, found two of " + entry.path());
        }
        if (entry.kind() != Kind.FILE) {
            return;
        }
        if (endsWith(entry.path(), form.launcher())) {
            launchers.put(entry.path(), content.readNBytes(HEADER));
            if (!entry.executable()) {
                throw new RuntimeRefusedException(
                        Reason.LAUNCHER, "a program expected, found " + entry.path() + " that is not executable");
            }
        } else if (endsWith(entry.path(), "release")) {
            releases.put(
                    entry.path(), new String(content.readNBytes(LARGEST_RELEASE_FILE), StandardCharsets.ISO_8859_1));
        }
        content.transferTo(OutputStream.nullOutputStream()); // a damaged archive shows here and not at a download
    }

    private static boolean endsWith(String path, String name) {
        return path.equals(name) || path.endsWith("/" + name);
    }

    private Found found() throws RuntimeRefusedException {
        requireParents();
        if (launchers.size() != 1) {
            throw new RuntimeRefusedException(
                    Reason.LAUNCHER,
                    "one " + form.launcher() + " expected, found "
                            + (launchers.isEmpty() ? "none" : new TreeSet<>(launchers.keySet())));
        }
        var only = launchers.entrySet().iterator().next();
        String launcher = only.getKey();
        String prefix =
                launcher.substring(0, launcher.length() - form.launcher().length());
        for (ArchiveEntry entry : entries) {
            boolean above = entry.kind() == Kind.FOLDER && prefix.startsWith(entry.path());
            if (!entry.path().startsWith(prefix) && !above) {
                throw new RuntimeRefusedException(
                        Reason.NAME, "everything below " + prefix + " expected, found " + entry.path());
            }
            requireLinkBelow(entry, prefix);
        }
        return new Found(platform(launcher, only.getValue()), version(prefix), prefix);
    }

    /** What is below a file or a link would be written elsewhere than its name says. */
    private void requireParents() throws RuntimeRefusedException {
        for (ArchiveEntry entry : entries) {
            String path = entry.path().toLowerCase(Locale.ROOT);
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                Kind parent = kinds.get(path.substring(0, slash));
                if (parent != null && parent != Kind.FOLDER) {
                    throw new RuntimeRefusedException(
                            Reason.NAME, "a folder expected above " + entry.path() + ", found a file or link");
                }
            }
        }
    }

    /** Inside the archive is not enough: the prefix falls away. */
    private static void requireLinkBelow(ArchiveEntry entry, String prefix) throws RuntimeRefusedException {
        if (entry.kind() == Kind.LINK) {
            ArchiveEntry.of(
                    entry.path().substring(prefix.length()), Kind.LINK, false, entry.target(), entry.modified());
        }
    }

    private Platform platform(String launcher, byte[] header) throws RuntimeRefusedException {
        return Platform.of(form, machine(header))
                .orElseThrow(() -> new RuntimeRefusedException(
                        Reason.LAUNCHER,
                        "a program for Windows on x64 (in a ZIP), or for Linux on x64 or aarch64 (in a tar.gz)"
                                + " expected, found another in " + launcher));
    }

    /** Number of the machine in a PE or a 64-bit little-endian ELF file; -1 for neither. */
    private int machine(byte[] header) {
        ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        return switch (form) {
            case ZIP -> {
                if (header.length < 64 || bytes.getShort(0) != 0x5a4d) {
                    yield -1;
                }
                int at = bytes.getInt(60);
                yield at < 64 || at > header.length - 6 || bytes.getInt(at) != 0x4550
                        ? -1
                        : Short.toUnsignedInt(bytes.getShort(at + 4));
            }
            case TAR_GZ ->
                header.length < 64 || bytes.getInt(0) != 0x464c457f || header[4] != 2 || header[5] != 1
                        ? -1
                        : Short.toUnsignedInt(bytes.getShort(18));
        };
    }

    private String version(String prefix) throws RuntimeRefusedException {
        String release = Optional.ofNullable(releases.get(prefix + "release"))
                .orElseThrow(() -> new RuntimeRefusedException(
                        Reason.VERSION, "a file \"release\" beside \"bin\" expected, found none"));
        Matcher version = VERSION.matcher(release);
        if (!version.find() || version.group(2).length() > 4 || Integer.parseInt(version.group(2)) < OLDEST) {
            throw new RuntimeRefusedException(
                    Reason.VERSION,
                    "Java " + OLDEST + " or newer expected, found "
                            + (version.reset().find() ? version.group(1) : "no JAVA_VERSION"));
        }
        Matcher modules = LISTED.matcher(release);
        Set<String> needed = modules(Integer.parseInt(version.group(2)));
        if (modules.find() && !Set.of(modules.group(1).split(" ")).containsAll(needed)) {
            throw new RuntimeRefusedException(
                    Reason.VERSION,
                    "the modules " + new TreeSet<>(needed) + " expected, found [" + modules.group(1) + "]");
        }
        if (release.contains("LIBC=\"musl\"")) {
            throw new RuntimeRefusedException(
                    Reason.LAUNCHER, "a Java for the usual Linux (glibc) expected, found one for musl");
        }
        return version.group(1);
    }

    /** Without them the probe would start, and fail: signing needs curves, and TLS on Windows its certificate store. */
    private Set<String> modules(int feature) {
        Set<String> modules = new HashSet<>(Set.of("java.base", "java.logging"));
        if (feature < CURVES_IN_BASE) {
            modules.add("jdk.crypto.ec");
        }
        return switch (form) {
            case ZIP -> {
                modules.add("jdk.crypto.mscapi");
                yield modules;
            }
            case TAR_GZ -> modules;
        };
    }
}
