package dev.patchproof.portal.collection;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses what to ask a computer: what the fixes need that apply to it, or that may apply. Each query once, in an order
 * that depends on the catalog's content alone; empty where no fix can apply.
 */
public final class Planner {
    /** Where Windows 10 and later keep the revision (UBR) of the running build. */
    public static final Query.RegistryValue WINDOWS_REVISION = new Query.RegistryValue(
            "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion", "UBR", RegistryView.NATIVE);

    /** Cheap and telling ones first; the order within a kind is that of the text. */
    private static final List<String> KINDS = List.of(
            Query.RegistryKey.KIND,
            Query.RegistryValue.KIND,
            Query.WindowsFile.KIND,
            Query.WindowsRestart.KIND,
            Query.LinuxKernel.KIND,
            Query.DebianPackages.KIND,
            Query.ReplacedMappings.KIND,
            Query.RebootRequired.KIND);

    private Planner() {}

    public static List<Query<?>> queries(Catalog catalog, ProductSelector selector) {
        List<Fix> fixes = catalog.updates().stream()
                .flatMap(update -> update.fixes().stream())
                .filter(fix -> Applicability.of(fix.product(), selector) != Match.NO)
                .toList();
        Set<Query<?>> queries = fixes.stream().flatMap(Planner::queries).collect(Collectors.toSet());
        Set<String> packages = packages(fixes);
        if (!packages.isEmpty()) {
            queries.add(new Query.DebianPackages(List.copyOf(packages)));
            queries.add(new Query.ReplacedMappings());
        }
        if (!fixes.isEmpty()) {
            restart(selector).forEach(queries::add);
        }
        List<Query<?>> inOrder = new ArrayList<>(queries);
        inOrder.sort(Comparator.<Query<?>>comparingInt(query -> KINDS.indexOf(query.kind()))
                .thenComparing(Query::toString));
        return List.copyOf(inOrder);
    }

    /** What a claim by registry key asks. */
    public static Query.RegistryKey query(ClaimTest.RegistryKey claim) {
        return new Query.RegistryKey(claim.path(), claim.wow32() ? RegistryView.WOW32 : RegistryView.NATIVE);
    }

    private static Stream<Query<?>> queries(Fix fix) {
        Stream<Query<?>> claims = fix.claims().stream().flatMap(Planner::queries);
        Stream<Query<?>> references = fix.references().stream().flatMap(Planner::queries);
        Stream<Query<?>> effects =
                fix.effects().stream().map(effect -> effect.<Query<?>>fold(running -> new Query.LinuxKernel()));
        return Stream.concat(Stream.concat(claims, references), effects);
    }

    private static Stream<Query<?>> queries(ClaimTest claim) {
        return claim.<Stream<Query<?>>>fold(
                key -> Stream.of(query(key)),
                revision -> Stream.of(WINDOWS_REVISION),
                packages -> Stream.of(),
                kernel -> Stream.of(new Query.LinuxKernel()));
    }

    private static Stream<Query<?>> queries(ReferenceValue reference) {
        return reference.<Stream<Query<?>>>fold(
                file -> Stream.of(new Query.WindowsFile(file.path())),
                file -> Stream.of(new Query.WindowsFile(file.path())),
                record -> Stream.of());
    }

    /** The names of all fixes go into one query, so that the computer reads its package database once. */
    private static Set<String> packages(List<Fix> fixes) {
        return fixes.stream()
                .flatMap(fix -> fix.claims().stream())
                .flatMap(claim -> claim.<Stream<String>>fold(
                        key -> Stream.of(),
                        revision -> Stream.of(),
                        packages -> packages.fixedVersions().keySet().stream(),
                        kernel -> kernel.images().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Query<?>> restart(ProductSelector selector) {
        return switch (selector.family()) {
            case WINDOWS -> Stream.of(new Query.WindowsRestart());
            case DEBIAN, UBUNTU -> Stream.of(new Query.RebootRequired());
            case OTHER -> Stream.of();
        };
    }
}
