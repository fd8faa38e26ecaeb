package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductDisagreement;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.probe.windows.OperatingSystem.KernelVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The facts of the computer. Version, build, service pack and product type are the running kernel's (RtlGetVersion); the
 * registry is bookkeeping and stands in only where that call fails. What has no call (edition, release, revision, name)
 * is the registry's.
 *
 * <p>The revision (UBR) is meaningful only beside the build that the registry means. Where kernel and registry name
 * different builds or versions it is an error, DISAGREEMENT, with both in its message: kernel build and registry
 * revision together would name a build that never was. Every such difference is reported beside, as a disagreement.
 */
final class SystemReader {

    private static final RegistryPath CURRENT_VERSION =
            RegistryPath.machine("SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion");
    private static final RegistryPath PRODUCT_OPTIONS =
            RegistryPath.machine("SYSTEM\\CurrentControlSet\\Control\\ProductOptions");
    private static final Pattern SERVICE_PACK = Pattern.compile("Service Pack ([0-9]{1,3})\\b.*");

    private final OperatingSystem system;
    private final RegistryReader registry;
    private final Clock clock;
    private final Properties java;

    /** @param java the system properties of the Java runtime */
    SystemReader(OperatingSystem system, RegistryReader registry, Clock clock, Properties java) {
        this.system = system;
        this.registry = registry;
        this.clock = clock;
        this.java = java;
    }

    SystemFacts read() {
        Finding<KernelVersion> kernel = ask(OperatingSystem::version);
        return new SystemFacts(
                product(kernel),
                orUnknown(registry.text(CURRENT_VERSION, "ProductName")),
                revision(kernel),
                registry.text(CURRENT_VERSION, "InstallationType"),
                value(kernel).map(this::disagreements).orElseGet(List::of),
                ask(OperatingSystem::hostName),
                ask(OperatingSystem::sinceBoot).map(up -> clock.instant().minus(up)),
                SystemFacts.Setting.LIVE,
                ask(OperatingSystem::elevated),
                value(ask(OperatingSystem::processArchitecture)).orElse(Architecture.OTHER),
                java.getProperty("java.runtime.version", ProductSelector.UNKNOWN));
    }

    private ProductSelector product(Finding<KernelVersion> kernel) {
        return new ProductSelector(
                OsFamily.WINDOWS,
                kernelOr(kernel, version -> version.major() + "." + version.minor(), registryVersion()),
                kernelOr(kernel, version -> String.valueOf(version.build()), registryBuild()),
                kernelOr(kernel, version -> String.valueOf(version.servicePack()), registryServicePack()),
                value(kernel).map(KernelVersion::productType).orElseGet(this::registryProductType),
                value(ask(OperatingSystem::machines))
                        .map(OperatingSystem.Machines::system)
                        .orElse(Architecture.OTHER),
                orUnknown(registry.text(CURRENT_VERSION, "EditionID")),
                release());
    }

    /** ReleaseId stays at 2009 from 20H2 on; DisplayVersion came with it. */
    private String release() {
        return registry.text(CURRENT_VERSION, "DisplayVersion")
                .<String>fold(
                        found -> found,
                        () -> orUnknown(registry.text(CURRENT_VERSION, "ReleaseId")),
                        missing -> ProductSelector.UNKNOWN,
                        failed -> ProductSelector.UNKNOWN);
    }

    private Finding<String> revision(Finding<KernelVersion> kernel) {
        Finding<String> revision = registry.number(CURRENT_VERSION, "UBR");
        Optional<KernelVersion> known = value(kernel);
        if (value(revision).isEmpty() || known.isEmpty()) {
            return revision;
        }
        String ofKernel = known.get().major() + "." + known.get().minor() + "."
                + known.get().build();
        String ofRegistry = orUnknown(registryVersion()) + "." + orUnknown(registryBuild());
        return ofKernel.equals(ofRegistry)
                ? revision
                : Finding.error(
                        "DISAGREEMENT",
                        "the kernel says " + ofKernel + ", the registry " + ofRegistry + " with revision "
                                + orUnknown(revision));
    }

    /** CurrentVersion stays at 6.3 from Windows 8.1 on; the two numbers came with Windows 10. */
    private Finding<String> registryVersion() {
        Finding<String> major = registry.number(CURRENT_VERSION, "CurrentMajorVersionNumber");
        return major.<Finding<String>>fold(
                number -> registry.number(CURRENT_VERSION, "CurrentMinorVersionNumber")
                        .map(minor -> number + "." + minor),
                () -> registry.text(CURRENT_VERSION, "CurrentVersion"),
                missing -> major,
                failed -> major);
    }

    /** Not CurrentBuild, which reads "1.511.1 () (Obsolete data - do not use)" on Windows 2000 and XP. */
    private Finding<String> registryBuild() {
        return registry.text(CURRENT_VERSION, "CurrentBuildNumber");
    }

    private Finding<String> registryServicePack() {
        return registry.text(CURRENT_VERSION, "CSDVersion")
                .<Finding<String>>fold(
                        text -> {
                            Matcher matcher = SERVICE_PACK.matcher(text);
                            return matcher.matches()
                                    ? Finding.exists(matcher.group(1))
                                    : Finding.error("MALFORMED", "CSDVersion: expected Service Pack N, found " + text);
                        },
                        () -> registryBuild().map(build -> "0"), // none, where the registry describes a system at all
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()));
    }

    private ProductType registryProductType() {
        return productType(orUnknown(registry.text(PRODUCT_OPTIONS, "ProductType")));
    }

    private static ProductType productType(String registry) {
        return switch (registry) {
            case "WinNT" -> ProductType.WORKSTATION;
            case "ServerNT" -> ProductType.SERVER;
            case "LanmanNT" -> ProductType.DOMAIN_CONTROLLER;
            default -> ProductType.UNKNOWN;
        };
    }

    /** What the registry says otherwise; a fact that it does not say, or not readably, contradicts nothing. */
    private List<ProductDisagreement> disagreements(KernelVersion kernel) {
        Finding<String> type = registry.text(PRODUCT_OPTIONS, "ProductType")
                .map(text -> productType(text) == ProductType.UNKNOWN
                        ? text
                        : productType(text).name());
        return Stream.of(
                        disagreement("version", kernel.major() + "." + kernel.minor(), registryVersion()),
                        disagreement("build", String.valueOf(kernel.build()), registryBuild()),
                        disagreement("service pack", String.valueOf(kernel.servicePack()), registryServicePack()),
                        disagreement("product type", kernel.productType().name(), type))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ProductDisagreement> disagreement(String fact, String used, Finding<String> registry) {
        return value(registry)
                .filter(other -> !other.equals(used))
                .map(other -> new ProductDisagreement(fact, used, other));
    }

    private <T> Finding<T> ask(Question<T> question) {
        try {
            return Finding.exists(question.of(system));
        } catch (Win32Failure e) {
            return e.error();
        }
    }

    private static String kernelOr(
            Finding<KernelVersion> kernel, Function<KernelVersion, String> part, Finding<String> registry) {
        return value(kernel).map(part).orElseGet(() -> orUnknown(registry));
    }

    private static String orUnknown(Finding<String> finding) {
        return value(finding).orElse(ProductSelector.UNKNOWN);
    }

    private static <T> Optional<T> value(Finding<T> finding) {
        return finding.<Optional<T>>fold(
                Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    private interface Question<T> {
        T of(OperatingSystem system) throws Win32Failure;
    }
}
