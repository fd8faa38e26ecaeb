package dev.patchproof.portal.endtoend;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.RegistryView;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import dev.patchproof.wine.MingwLibrary;
import dev.patchproof.wine.WinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a Wine prefix the Windows that evidence tells of: product, registry keys and values, packages of Component Based
 * Servicing, files of the right version. What Wine has of its own and the evidence has not is taken away.
 */
final class HostedWindows {
    private static final String SYSTEM_ROOT = "%SystemRoot%\\";
    private static final String SERVICING =
            "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\";

    /** 1601, from which Windows counts in steps of 100 nanoseconds. */
    private static final long FILETIME_SECONDS = 11_644_473_600L;

    /** A library of a version is the same for every computer. */
    private static final Map<String, byte[]> LIBRARIES = new HashMap<>();

    private final Evidence evidence;

    HostedWindows(Evidence evidence) {
        this.evidence = evidence;
    }

    void in(WinePrefix prefix) throws IOException, InterruptedException {
        StringBuilder registry = new StringBuilder(product());
        for (Observation<?> observation : evidence.observations()) {
            String part = observation.query().fold(new Registry(evidence));
            registry.append(part);
        }
        prefix.importRegistry(registry.toString());
        for (Observation<?> observation : evidence.observations()) {
            if (observation.query() instanceof Query.WindowsFile file) {
                put(prefix, file);
            }
        }
    }

    /** Wine 8 takes its version from here; for Windows 10 CurrentVersion must say 10.0, as it never does on Windows. */
    private String product() {
        ProductSelector product = evidence.system().product();
        String type = product.productType() == ProductType.WORKSTATION ? "WinNT" : "ServerNT";
        boolean servicePack = !product.servicePack().equals("0");
        StringBuilder text = new StringBuilder();
        key(text, "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion");
        string(text, "CurrentVersion", product.version());
        string(text, "CurrentBuildNumber", product.build());
        string(text, "CurrentBuild", product.build());
        string(text, "EditionID", product.edition());
        string(text, "ReleaseId", product.release());
        string(text, "ProductName", evidence.system().productName());
        text.append(
                servicePack ? "\"CSDVersion\"=\"Service Pack " + product.servicePack() + "\"\n" : "\"CSDVersion\"=-\n");
        if (product.version().equals("10.0")) {
            text.append("\"CurrentMajorVersionNumber\"=dword:0000000a\n\"CurrentMinorVersionNumber\"=dword:00000000\n");
        }
        key(text, "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Windows");
        text.append(String.format(Locale.ROOT, "\"CSDVersion\"=dword:00000%s00%n", product.servicePack()));
        key(text, "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions");
        string(text, "ProductType", type);
        return text.toString();
    }

    private void put(WinePrefix prefix, Query.WindowsFile query) throws IOException, InterruptedException {
        if (!query.path().startsWith(SYSTEM_ROOT)) {
            throw new IllegalStateException("Wine cannot host " + query.path());
        }
        String path = "windows/"
                + query.path()
                        .substring(SYSTEM_ROOT.length())
                        .replace('\\', '/')
                        .toLowerCase(Locale.ROOT);
        Optional<WindowsFileFact> fact = existing(evidence.find(query));
        if (fact.isPresent()) {
            prefix.put(path, library(fact.get()), fact.get().modified());
        } else if (Files.exists(prefix.driveC().resolve(path))) {
            // The JVM itself may need it: Wine finds it in the working folder, which comes after system32.
            Path name = Path.of(path).getFileName();
            Files.copy(prefix.driveC().resolve(path), prefix.folder().resolve(String.valueOf(name)));
            prefix.remove(path);
        }
    }

    private static byte[] library(WindowsFileFact fact) throws IOException, InterruptedException {
        String fixed = existing(fact.fixedVersion()).orElseThrow();
        String string = existing(fact.versionString()).orElse(fixed);
        byte[] known = LIBRARIES.get(fixed + string);
        if (known == null) {
            known = MingwLibrary.build(
                    Files.createTempDirectory("patchproof-library"), MingwLibrary.Bits.BITS_64, fixed, string);
            LIBRARIES.put(fixed + string, known);
        }
        return known;
    }

    private static <T> Optional<T> existing(Finding<T> finding) {
        return finding.<Optional<T>>fold(
                Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    private static void key(StringBuilder text, String path) {
        text.append("\n[").append(path).append("]\n");
    }

    private static void string(StringBuilder text, String name, String value) {
        text.append(quoted(name)).append('=').append(quoted(value)).append('\n');
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String word(long value) {
        return String.format(Locale.ROOT, "dword:%08x", value & 0xffff_ffffL);
    }

    /** What the answer to a query asks of the registry, as a part of a registry file. */
    private static final class Registry implements Query.Cases<String> {
        private final Evidence evidence;

        Registry(Evidence evidence) {
            this.evidence = evidence;
        }

        @Override
        public String registryKey(Query.RegistryKey query) {
            return existing(evidence.find(query)).isPresent()
                    ? "\n[" + path(query.path(), query.view()) + "]\n\"Installed\"=dword:00000001\n"
                    : "";
        }

        @Override
        public String registryValue(Query.RegistryValue query) {
            return existing(evidence.find(query))
                    .map(value -> "\n[" + path(query.path(), query.view()) + "]\n" + quoted(query.name()) + "="
                            + data(value) + "\n")
                    .orElse("");
        }

        private static String data(RegistryValueFact value) {
            return switch (value.type()) {
                case "REG_SZ" -> quoted(value.data().get(0));
                case "REG_DWORD" -> word(Long.parseLong(value.data().get(0)));
                default -> throw new IllegalStateException("no registry file is written of " + value.type());
            };
        }

        private static String path(String path, RegistryView view) {
            String whole = path.replaceFirst("^HKLM\\\\", "HKEY_LOCAL_MACHINE\\\\");
            return view == RegistryView.WOW32
                    ? whole.replaceFirst("(?i)\\\\SOFTWARE\\\\", "\\\\SOFTWARE\\\\Wow6432Node\\\\")
                    : whole;
        }

        @Override
        public String windowsServicing(Query.WindowsServicing query) {
            StringBuilder text = new StringBuilder();
            existing(evidence.find(query)).ifPresent(fact -> {
                existing(fact.packages()).ifPresent(packages -> packages.forEach(each -> write(text, each)));
                existing(fact.servicingStacks()).ifPresent(stacks -> {
                    key(text, SERVICING + "Version");
                    stacks.forEach(stack -> string(text, stack, "%SystemRoot%\\WinSxS\\stack"));
                });
            });
            return text.toString();
        }

        private static void write(StringBuilder text, CbsPackage one) {
            key(text, SERVICING + "Packages\\" + one.name());
            existing(one.state()).ifPresent(state -> text.append("\"CurrentState\"=")
                    .append(word(Long.parseLong(state)))
                    .append('\n'));
            existing(one.installedAt()).ifPresent(at -> {
                long ticks = filetime(at);
                text.append("\"InstallTimeHigh\"=").append(word(ticks >>> 32)).append('\n');
                text.append("\"InstallTimeLow\"=").append(word(ticks)).append('\n');
            });
        }

        private static long filetime(Instant at) {
            return (at.getEpochSecond() + FILETIME_SECONDS) * 10_000_000L;
        }

        @Override
        public String windowsFile(Query.WindowsFile query) {
            return "";
        }

        @Override
        public String windowsRestart(Query.WindowsRestart query) {
            return "";
        }

        @Override
        public String debianPackages(Query.DebianPackages query) {
            return "";
        }

        @Override
        public String linuxKernel(Query.LinuxKernel query) {
            return "";
        }

        @Override
        public String replacedMappings(Query.ReplacedMappings query) {
            return "";
        }

        @Override
        public String rebootRequired(Query.RebootRequired query) {
            return "";
        }

        @Override
        public String everyDebianPackage(Query.EveryDebianPackage query) {
            return "";
        }

        @Override
        public String fileSignature(Query.FileSignature query) {
            return "";
        }

        @Override
        public String loadedModules(Query.LoadedModules query) {
            return "";
        }

        @Override
        public String windowsKernel(Query.WindowsKernel query) {
            return "";
        }

        @Override
        public String ubuntuOffers(Query.UbuntuOffers query) {
            return "";
        }
    }
}
