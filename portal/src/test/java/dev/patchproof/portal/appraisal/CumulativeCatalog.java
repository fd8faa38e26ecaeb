package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Catalogs of the shape that the importer of monthly documents gives: one update per month and line, known by its build,
 * with core files that the vendor's catalogs prove, and a hotpatch as an alternative.
 */
final class CumulativeCatalog {
    static final String KERNEL = "%SystemRoot%\\System32\\ntoskrnl.exe";
    static final String NTDLL = "%SystemRoot%\\System32\\ntdll.dll";
    static final String KERNEL_BASE = "%SystemRoot%\\System32\\KernelBase.dll";
    static final String WIN32K = "%SystemRoot%\\System32\\win32kfull.sys";
    static final String TCPIP = "%SystemRoot%\\System32\\drivers\\tcpip.sys";
    static final List<String> SIGNED = List.of(KERNEL, NTDLL, KERNEL_BASE);
    static final List<String> CORE = List.of(KERNEL, NTDLL, KERNEL_BASE, WIN32K, TCPIP);

    private final Map<String, Update> updates = new LinkedHashMap<>();

    /** The real months, up to and with one; read from a file of numbers. */
    static Catalog real(LocalDate last, Update... others) {
        CumulativeCatalog catalog = new CumulativeCatalog();
        for (String line : lines()) {
            String[] fields = line.split(",", -1);
            LocalDate released = LocalDate.parse(fields[3]);
            if (!released.isAfter(last)) {
                catalog.month(
                        fields[2],
                        released,
                        product(Integer.parseInt(fields[0]), fields[1]),
                        Integer.parseInt(fields[0]),
                        Integer.parseInt(fields[4]),
                        fields[5].isEmpty() ? 0 : Integer.parseInt(fields[5]));
            }
        }
        return catalog.with(others);
    }

    /** Adds what one KB does to one product; 0 where there is no hotpatch. */
    CumulativeCatalog month(
            String kb, LocalDate released, ProductCondition product, int build, int revision, int hotpatch) {
        List<Fix> fixes = new ArrayList<>();
        Optional.ofNullable(updates.get(kb)).ifPresent(update -> fixes.addAll(update.fixes()));
        fixes.add(new Fix(
                product,
                "cumulative",
                List.of(new WindowsRevision(build, revision, false)),
                List.<ReferenceValue>of(new SignedBuild(ServicingLine.of(build), revision, SIGNED)),
                List.of(),
                CORE));
        if (hotpatch > 0) {
            fixes.add(new Fix(
                    product,
                    "hotpatch",
                    List.of(new WindowsRevision(build, hotpatch, true)),
                    List.of(),
                    List.of(),
                    List.of()));
        }
        updates.put(kb, update(kb, Optional.of(released), fixes));
        return this;
    }

    Catalog with(Update... others) {
        List<Update> all = new ArrayList<>(updates.values());
        all.addAll(List.of(others));
        return new Catalog(
                "ca".repeat(32),
                List.of(
                        Catalogs.release("windows-10-22h2", product(19045, ""), "2099-12-31"),
                        Catalogs.release("windows-11-24h2", product(26100, "workstation"), "2099-12-31"),
                        Catalogs.release("windows-server-2025", product(26100, "server"), "2099-12-31")),
                all);
    }

    /** The same catalog with one update changed. */
    static Catalog replacing(Catalog catalog, Update changed) {
        Predicate<Update> same = update -> update.id().equals(changed.id());
        return new Catalog(
                catalog.release(),
                catalog.products(),
                catalog.updates().stream()
                        .map(update -> same.test(update) ? changed : update)
                        .toList());
    }

    static Update update(String kb, Optional<LocalDate> released, List<Fix> fixes) {
        return new Update(
                kb,
                List.of(),
                "Microsoft",
                "Cumulative update " + kb,
                Severity.UNRATED,
                List.of(),
                released,
                List.of(URI.create("https://example.org/" + kb)),
                RestartNeed.YES,
                List.of(),
                List.of(),
                List.of(),
                false,
                fixes,
                Catalogs.AS_OF);
    }

    static ProductCondition product(int build, String types) {
        return new ProductCondition(
                Family.WINDOWS,
                Optional.of("10.0"),
                Optional.of(build),
                Set.of(),
                switch (types) {
                    case "workstation" -> Set.of(ProductKind.WORKSTATION);
                    case "server" -> Set.of(ProductKind.SERVER, ProductKind.DOMAIN_CONTROLLER);
                    default -> Set.of();
                },
                Set.of(),
                Set.of(),
                Optional.empty());
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(
                CumulativeCatalog.class.getResourceAsStream("/appraisal/cumulative-updates.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
