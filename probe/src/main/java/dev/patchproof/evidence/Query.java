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

    /** Handles each kind. */
    <R> R fold(Cases<? extends R> cases);

    /** One method per kind: whoever handles queries does not compile until it handles a new one. */
    interface Cases<R> {
        R registryKey(RegistryKey query);

        R registryValue(RegistryValue query);

        R windowsFile(WindowsFile query);

        R windowsRestart(WindowsRestart query);

        R debianPackages(DebianPackages query);

        R linuxKernel(LinuxKernel query);

        R replacedMappings(ReplacedMappings query);

        R rebootRequired(RebootRequired query);

        R everyDebianPackage(EveryDebianPackage query);

        R windowsServicing(WindowsServicing query);

        R fileSignature(FileSignature query);

        R loadedModules(LoadedModules query);

        R windowsKernel(WindowsKernel query);

        R ubuntuOffers(UbuntuOffers query);
    }

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

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.registryKey(this);
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

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.registryValue(this);
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

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.windowsFile(this);
        }
    }

    /** The three places where Windows keeps that a restart is pending. */
    record WindowsRestart() implements Query<WindowsRestartFact> {
        public static final String KIND = "windows-restart";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.windowsRestart(this);
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

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.debianPackages(this);
        }
    }

    /** The running kernel and the installed kernel images. */
    record LinuxKernel() implements Query<LinuxKernelFact> {
        public static final String KIND = "linux-kernel";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.linuxKernel(this);
        }
    }

    /** Processes that still map replaced files, and processes that could not be looked at. */
    record ReplacedMappings() implements Query<ReplacedMappingsFact> {
        public static final String KIND = "replaced-mappings";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.replacedMappings(this);
        }
    }

    /** The flag file by which Debian packages ask for a restart, with the packages that asked. */
    record RebootRequired() implements Query<RebootRequiredFact> {
        public static final String KIND = "reboot-required";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.rebootRequired(this);
        }
    }

    /** The dpkg records of every package and every file of theirs against its recorded digest. */
    record EveryDebianPackage() implements Query<DebianPackagesFact> {
        public static final String KIND = "every-debian-package";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.everyDebianPackage(this);
        }
    }

    /** The packages of Component Based Servicing with their states, the installed servicing stacks, the .NET release. */
    record WindowsServicing() implements Query<WindowsServicingFact> {
        public static final String KIND = "windows-servicing";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.windowsServicing(this);
        }
    }

    /**
     * The signed catalogs of the system that hold the digest of a file.
     *
     * @param path as in {@link WindowsFile}
     */
    record FileSignature(String path) implements Query<FileSignatureFact> {
        public static final String KIND = "file-signature";

        public FileSignature {
            requireNonNull(path, "path");
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.fileSignature(this);
        }
    }

    /**
     * Which of the files running processes have loaded, by the version that stands in their memory.
     *
     * @param paths as in {@link WindowsFile}
     */
    record LoadedModules(List<String> paths) implements Query<LoadedModulesFact> {
        public static final String KIND = "loaded-modules";

        public LoadedModules {
            paths = List.copyOf(paths);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.loadedModules(this);
        }
    }

    /** Build and revision of the kernel that runs. */
    record WindowsKernel() implements Query<WindowsKernelFact> {
        public static final String KIND = "windows-kernel";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.windowsKernel(this);
        }
    }

    /** What Ubuntu holds ready for this computer: whether it is attached to Ubuntu Pro, and what is offered in phases. */
    record UbuntuOffers() implements Query<UbuntuOffersFact> {
        public static final String KIND = "ubuntu-offers";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public <R> R fold(Cases<? extends R> cases) {
            return cases.ubuntuOffers(this);
        }
    }
}
