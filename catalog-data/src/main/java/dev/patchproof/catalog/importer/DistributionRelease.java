package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/** A release of Debian or Ubuntu, as computers name themselves by VERSION_CODENAME. */
record DistributionRelease(String family, String codename) {
    private static final Map<String, Map<String, String>> BY_NUMBER = Map.of(
            "debian",
            Map.of("10", "buster", "11", "bullseye", "12", "bookworm", "13", "trixie"),
            "ubuntu",
            Map.of(
                    "14.04", "trusty",
                    "16.04", "xenial",
                    "18.04", "bionic",
                    "20.04", "focal",
                    "22.04", "jammy",
                    "24.04", "noble",
                    "25.10", "questing",
                    "26.04", "resolute"));

    DistributionRelease {
        requireNonNull(family, "family");
        requireNonNull(codename, "codename");
    }

    /**
     * Of a package URL's namespace and distro.
     *
     * @param distro {@code jammy}, {@code ubuntu-22.04} or {@code debian-12}; empty where it is none of these
     */
    static Optional<DistributionRelease> of(String family, String distro) {
        Map<String, String> byNumber = BY_NUMBER.getOrDefault(family, Map.of());
        String plain = distro.startsWith(family + "-") ? distro.substring(family.length() + 1) : distro;
        String codename = byNumber.getOrDefault(plain, plain);
        return byNumber.containsValue(codename)
                ? Optional.of(new DistributionRelease(family, codename))
                : Optional.empty();
    }
}
