package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.ProductRelease.SupportEnd;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.ReferenceValue.FileMode;
import dev.patchproof.catalog.ReferenceValue.FileVersion;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import dev.patchproof.catalog.WindowsVersion;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Small catalogs for tests. */
final class Catalogs {
    static final LocalDate AS_OF = LocalDate.parse("2026-11-20");
    static final String RPCRT4 = "%SystemRoot%\\System32\\rpcrt4.dll";
    static final String OLE32 = "%SystemRoot%\\System32\\ole32.dll";

    static final ProductCondition XP = windows("5.1", Optional.empty(), Set.of());
    static final ProductCondition XP_SP1 = new ProductCondition(
            Family.WINDOWS,
            Optional.of("5.1"),
            Optional.empty(),
            Set.of(1),
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty());
    static final ProductCondition WINDOWS_11 = windows("10.0", Optional.of(26100), Set.of());
    static final ProductCondition BOOKWORM = new ProductCondition(
            Family.DEBIAN,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.of("bookworm"));
    static final ProductCondition JAMMY = new ProductCondition(
            Family.UBUNTU,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.of("jammy"));

    private Catalogs() {}

    static ProductCondition windows(String version, Optional<Integer> build, Set<String> editions) {
        return new ProductCondition(
                Family.WINDOWS, Optional.of(version), build, Set.of(), Set.of(), Set.of(), editions, Optional.empty());
    }

    /** Supports every product of these tests for long. */
    static Catalog of(Update... updates) {
        return new Catalog(
                "ca".repeat(32),
                List.of(
                        release("windows-xp", XP, "2099-12-31"),
                        release("windows-11-24h2", WINDOWS_11, "2099-12-31"),
                        release("debian-12", BOOKWORM, "2099-12-31"),
                        release("ubuntu-22.04", JAMMY, "2099-12-31")),
                List.of(updates));
    }

    static Catalog of(ProductRelease release, Update... updates) {
        return new Catalog("ca".repeat(32), List.of(release), List.of(updates));
    }

    static ProductRelease release(String id, ProductCondition product, String lastDay) {
        return release(id, product, supportEnd(List.of(), lastDay));
    }

    static ProductRelease release(String id, ProductCondition product, SupportEnd... ends) {
        return new ProductRelease(id, "Name of " + id, product, "security updates of " + id, List.of(ends));
    }

    static SupportEnd supportEnd(List<String> editions, String lastDay) {
        return new SupportEnd(editions, LocalDate.parse(lastDay), "a note", URI.create("https://example.org/"));
    }

    /** MS03-026 on XP SP1, as in 2003: a key and a file. */
    static Update kb823980() {
        return update(
                "KB823980",
                RestartNeed.YES,
                List.of(),
                fix(XP_SP1, List.of(key("SP2\\KB823980")), List.of(atLeast(RPCRT4, "5.1.2600.1230"))));
    }

    /** MS03-039, which replaces it. */
    static Update kb824146() {
        return update(
                "KB824146",
                RestartNeed.YES,
                List.of("KB823980"),
                fix(XP_SP1, List.of(key("SP2\\KB824146")), List.of(atLeast(RPCRT4, "5.1.2600.1254"))));
    }

    static String keyPath(String below) {
        return "HKLM\\SOFTWARE\\Microsoft\\Updates\\Windows XP\\" + below;
    }

    static ClaimTest key(String below) {
        return new ClaimTest.RegistryKey(keyPath(below), false);
    }

    static ReferenceValue atLeast(String path, String version) {
        return new FileVersion(path, FileMode.MUST_EXIST, List.of(floor(version)));
    }

    static ReferenceValue ifPresent(String path, String version) {
        return new FileVersion(path, FileMode.ONLY_IF_PRESENT, List.of(floor(version)));
    }

    static BranchFloor floor(String version) {
        return new BranchFloor(WindowsVersion.parse(version), Optional.empty(), Optional.empty(), "");
    }

    static BranchFloor branch(String from, String version, String below, String marker) {
        return new BranchFloor(WindowsVersion.parse(version), optional(from), optional(below), marker);
    }

    private static Optional<WindowsVersion> optional(String version) {
        return version.isEmpty() ? Optional.empty() : Optional.of(WindowsVersion.parse(version));
    }

    static Fix fix(ProductCondition product, List<ClaimTest> claims, List<ReferenceValue> references) {
        return new Fix(product, "", claims, references, List.of(), List.of());
    }

    static Fix fix(
            ProductCondition product,
            List<ClaimTest> claims,
            List<ReferenceValue> references,
            List<EffectTest> effects) {
        return new Fix(product, "", claims, references, effects, List.of());
    }

    static Update update(String id, RestartNeed restart, List<String> supersedes, Fix... fixes) {
        return update(id, restart, supersedes, List.of(), List.of(), fixes);
    }

    static Update update(
            String id,
            RestartNeed restart,
            List<String> supersedes,
            List<String> prerequisites,
            List<String> rolledBackBy,
            Fix... fixes) {
        return update(id, restart, supersedes, prerequisites, rolledBackBy, false, fixes);
    }

    /** A fix that is off or on by a switch, and needs no restart. */
    static Update mitigation(String id, boolean optIn, Fix... fixes) {
        return update(id, RestartNeed.NO, List.of(), List.of(), List.of(), optIn, fixes);
    }

    private static Update update(
            String id,
            RestartNeed restart,
            List<String> supersedes,
            List<String> prerequisites,
            List<String> rolledBackBy,
            boolean optIn,
            Fix... fixes) {
        return new Update(
                id,
                List.of(),
                "Vendor",
                "What it fixes",
                Severity.UNRATED,
                List.of(),
                Optional.empty(),
                List.of(URI.create("https://example.org/" + id.replace(':', '-'))),
                restart,
                supersedes,
                prerequisites,
                rolledBackBy,
                optIn,
                List.of(fixes),
                AS_OF);
    }
}
