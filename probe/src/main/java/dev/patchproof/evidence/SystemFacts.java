package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * The computer and the program that looked at it.
 *
 * @param product the selector that the plan was asked for with
 * @param productName what the system calls itself: PRETTY_NAME, or ProductName of the registry
 * @param revision Windows: UBR, decimal
 * @param installationType Windows: InstallationType of the registry, such as {@code Client} or {@code Server Core}
 * @param disagreements facts of the product that calls and registry tell differently
 * @param hostName as the system says it
 * @param bootedAt start of the running system
 * @param setting where the probe ran
 * @param elevated whether it ran as root or with an elevated token
 * @param jvmArchitecture of the Java runtime, which can differ from the system's
 * @param jvmVersion java.runtime.version
 */
public record SystemFacts(
        ProductSelector product,
        String productName,
        Finding<String> revision,
        Finding<String> installationType,
        List<ProductDisagreement> disagreements,
        Finding<String> hostName,
        Finding<Instant> bootedAt,
        Setting setting,
        Finding<Boolean> elevated,
        Architecture jvmArchitecture,
        String jvmVersion) {
    public SystemFacts {
        requireNonNull(product, "product");
        requireNonNull(productName, "productName");
        requireNonNull(revision, "revision");
        requireNonNull(installationType, "installationType");
        disagreements = List.copyOf(disagreements);
        requireNonNull(hostName, "hostName");
        requireNonNull(bootedAt, "bootedAt");
        requireNonNull(setting, "setting");
        requireNonNull(elevated, "elevated");
        requireNonNull(jvmArchitecture, "jvmArchitecture");
        requireNonNull(jvmVersion, "jvmVersion");
    }

    /** Where the probe ran. */
    public enum Setting {
        /** On the running system that it describes. */
        LIVE,
        /** In a container, which runs on its host's kernel. */
        CONTAINER,
        /** On a root folder given by the user; nothing of it runs. */
        OFFLINE_ROOT
    }
}
