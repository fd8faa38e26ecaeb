package dev.patchproof.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * Which computers a fix or a lifecycle entry is for. Every part that is present must hold; a part that is absent, or an
 * empty set, constrains nothing. Values are compared with those of the product selector without regard to case.
 *
 * @param version Windows {@code 5.1}, {@code 10.0}; Linux VERSION_ID
 * @param build exact Windows build number
 * @param servicePacks Windows service pack numbers, 0 for none
 * @param editions Windows EditionID values
 * @param installationTypes Windows InstallationType values, {@code Server} or {@code Server Core}
 * @param release Linux VERSION_CODENAME; Windows DisplayVersion
 */
public record ProductCondition(
        Family family,
        Optional<String> version,
        Optional<Integer> build,
        Set<Integer> servicePacks,
        Set<ProductKind> productTypes,
        Set<Processor> architectures,
        Set<String> editions,
        Set<String> installationTypes,
        Optional<String> release) {
    public ProductCondition {
        requireNonNull(family, "family");
        requireNonNull(version, "version");
        requireNonNull(build, "build");
        servicePacks = Set.copyOf(servicePacks);
        productTypes = Set.copyOf(productTypes);
        architectures = Set.copyOf(architectures);
        editions = Set.copyOf(editions);
        installationTypes = Set.copyOf(installationTypes);
        requireNonNull(release, "release");
    }

    /** For whatever type of installation. */
    public ProductCondition(
            Family family,
            Optional<String> version,
            Optional<Integer> build,
            Set<Integer> servicePacks,
            Set<ProductKind> productTypes,
            Set<Processor> architectures,
            Set<String> editions,
            Optional<String> release) {
        this(family, version, build, servicePacks, productTypes, architectures, editions, Set.of(), release);
    }

    /** Operating system family. */
    public enum Family {
        WINDOWS,
        DEBIAN,
        UBUNTU
    }

    /** Windows product type. */
    public enum ProductKind {
        WORKSTATION,
        SERVER,
        DOMAIN_CONTROLLER
    }

    /** Processor architecture of the operating system. */
    public enum Processor {
        X86,
        X64,
        ARM64,
        IA64
    }
}
