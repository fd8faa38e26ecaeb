package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One question of a plan. Data, never code: the probe knows how to answer each kind, and its own allow list decides
 * whether it may. A query is its own identity: evidence answers it by repeating it.
 *
 * @param <T> what the answer describes when it exists
 */
public sealed interface Query<T> {

    /** Name of the kind on the wire. */
    String kind();

    /**
     * A registry key.
     *
     * @param path such as {@code HKLM\SOFTWARE\Microsoft\Updates\Windows XP\SP2\KB823980}; only HKLM
     */
    record RegistryKey(String path, RegistryView view) implements Query<RegistryKeyFact> {
        public static final String KIND = "registry-key";

        public RegistryKey {
            requireNonNull(path, "path");
            requireNonNull(view, "view");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** A value of a registry key. */
    record RegistryValue(String path, String name, RegistryView view) implements Query<RegistryValueFact> {
        public static final String KIND = "registry-value";

        public RegistryValue {
            requireNonNull(path, "path");
            requireNonNull(name, "name");
            requireNonNull(view, "view");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * A file of a Windows system folder: size, times, digest, versions.
     *
     * @param path begins with a known-folder token, such as {@code %SystemRoot%\System32\rpcrt4.dll}
     */
    record WindowsFile(String path) implements Query<WindowsFileFact> {
        public static final String KIND = "windows-file";

        public WindowsFile {
            requireNonNull(path, "path");
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The three places where Windows keeps that a restart is pending. */
    record WindowsRestart() implements Query<WindowsRestartFact> {
        public static final String KIND = "windows-restart";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /**
     * The dpkg records of the named binary packages and every file of those installed against its recorded digest. A
     * name that is asked for and is not in the answer's list is not installed.
     */
    record DebianPackages(List<String> names) implements Query<DebianPackagesFact> {
        public static final String KIND = "debian-packages";

        public DebianPackages {
            names = List.copyOf(names);
        }

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The running kernel and the installed kernel images. */
    record LinuxKernel() implements Query<LinuxKernelFact> {
        public static final String KIND = "linux-kernel";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** Processes that still map replaced files, and processes that could not be looked at. */
    record ReplacedMappings() implements Query<ReplacedMappingsFact> {
        public static final String KIND = "replaced-mappings";

        @Override
        public String kind() {
            return KIND;
        }
    }

    /** The flag file by which Debian packages ask for a restart, with the packages that asked. */
    record RebootRequired() implements Query<RebootRequiredFact> {
        public static final String KIND = "reboot-required";

        @Override
        public String kind() {
            return KIND;
        }
    }
}
