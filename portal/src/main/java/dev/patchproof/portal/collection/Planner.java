package dev.patchproof.portal.collection;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.EffectTest;
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
            Query.WindowsServicing.KIND,
            Query.WindowsKernel.KIND,
            Query.WindowsFile.KIND,
            Query.FileSignature.KIND,
            Query.LoadedModules.KIND,
            Query.WindowsRestart.KIND,
            Query.DebianPackages.KIND,
            Query.EveryDebianPackage.KIND,
            Query.LinuxKernel.KIND, // after the packages, among which its files may have been read already
            Query.ReplacedMappings.KIND,
            Query.RebootRequired.KIND,
            Query.UbuntuOffers.KIND);

    private Planner() {}

    /** The packages that matter, and no more. */
    public static List<Query<?>> queries(Catalog catalog, ProductSelector selector) {
        return queries(catalog, selector, PackageScope.THAT_MATTER);
    }

    public static List<Query<?>> queries(Catalog catalog, ProductSelector selector, PackageScope scope) {
        List<Fix> fixes = Candidates.of(catalog, selector).stream()
                .flatMap(update -> update.fixes().stream())
                .filter(fix -> Applicability.of(fix.product(), selector) != Match.NO)
                .toList();
        Set<Query<?>> queries = fixes.stream().flatMap(Planner::queries).collect(Collectors.toSet());
        Set<String> packages = packages(fixes);
        if (!packages.isEmpty()) {
            queries.add(
                    switch (scope) {
                        case THAT_MATTER -> new Query.DebianPackages(List.copyOf(packages));
                        case WHOLE_MACHINE -> new Query.EveryDebianPackage();
                    });
            queries.add(new Query.ReplacedMappings());
        }
        if (!fixes.isEmpty()) {
            running(selector).forEach(queries::add);
        }
        List<String> files = windowsFiles(fixes);
        if (!files.isEmpty()) {
            queries.add(new Query.LoadedModules(files));
        }
        List<Query<?>> inOrder = new ArrayList<>(queries);
        inOrder.sort(Comparator.<Query<?>>comparingInt(query -> KINDS.indexOf(query.kind()))
                .thenComparing(Query::toString));
        return List.copyOf(inOrder);
    }

    /** What a claim by registry key asks. */
    public static Query.RegistryKey query(ClaimTest.RegistryKey claim) {
        return new Query.RegistryKey(claim.path(), view(claim.wow32()));
    }

    /** What a switch asks. */
    public static Query.RegistryValue query(EffectTest.Place place) {
        return new Query.RegistryValue(place.path(), place.name(), view(place.wow32()));
    }

    private static RegistryView view(boolean wow32) {
        return wow32 ? RegistryView.WOW32 : RegistryView.NATIVE;
    }

    private static Stream<Query<?>> queries(Fix fix) {
        return Stream.of(
                        fix.claims().stream().flatMap(Planner::queries),
                        fix.references().stream().flatMap(Planner::queries),
                        fix.coreFiles().stream().map(Query.WindowsFile::new),
                        fix.effects().stream().flatMap(Planner::queries))
                .flatMap(each -> each);
    }

    private static Stream<Query<?>> queries(ClaimTest claim) {
        return claim.<Stream<Query<?>>>fold(
                key -> Stream.of(query(key)),
                revision -> Stream.of(WINDOWS_REVISION),
                packages -> Stream.of(),
                kernel -> Stream.of(new Query.LinuxKernel()),
                serviced -> Stream.of(new Query.WindowsServicing()));
    }

    private static Stream<Query<?>> queries(ReferenceValue reference) {
        Stream<Query<?>> files = reference.files().stream().map(Query.WindowsFile::new);
        Stream<Query<?>> signatures = reference.<Stream<Query<?>>>fold(
                version -> Stream.of(),
                digest -> Stream.of(),
                record -> Stream.of(),
                digests -> Stream.of(),
                build -> build.files().stream().map(Query.FileSignature::new),
                builtIn -> Stream.of());
        return Stream.concat(files, signatures);
    }

    private static Stream<Query<?>> queries(EffectTest effect) {
        return effect.<Stream<Query<?>>>fold(running -> Stream.of(new Query.LinuxKernel()), wanted -> Stream.concat(
                        Stream.of(wanted.place()), wanted.wrongPlaces().stream())
                .map(Planner::query));
    }

    /** One query for all files, so that the computer goes through its processes once. */
    private static List<String> windowsFiles(List<Fix> fixes) {
        return fixes.stream()
                .flatMap(fix -> fix.references().stream())
                .flatMap(reference -> reference.files().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The names of all fixes go into one query, so that the computer reads its package database once. */
    private static Set<String> packages(List<Fix> fixes) {
        return fixes.stream()
                .flatMap(fix -> fix.claims().stream())
                .flatMap(claim -> claim.<Stream<String>>fold(
                        key -> Stream.of(),
                        revision -> Stream.of(),
                        packages -> packages.fixedVersions().keySet().stream(),
                        kernel -> kernel.images().stream(),
                        serviced -> Stream.of()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the running system says of itself, whatever the fixes are. */
    private static Stream<Query<?>> running(ProductSelector selector) {
        return switch (selector.family()) {
            case WINDOWS ->
                Stream.of(new Query.WindowsRestart(), new Query.WindowsServicing(), new Query.WindowsKernel());
            case DEBIAN -> Stream.of(new Query.RebootRequired());
            case UBUNTU -> Stream.of(new Query.RebootRequired(), new Query.UbuntuOffers());
            case OTHER -> Stream.of();
        };
    }
}
