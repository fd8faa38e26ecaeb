package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.portal.collection.Applicability;
import dev.patchproof.portal.collection.Candidates;
import dev.patchproof.portal.collection.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every update of a catalog that is, or may be, for a computer, judged by itself and then checked against what it needs
 * and what undoes it.
 */
final class Updates {
    private static final String INSTALLATION_TYPE = "installationType";

    private final SystemFacts system;
    private final List<Update> relevant;
    private final CumulativeUpdates line;
    private final ServicedPackages packages;
    private final WindowsFix windows;
    private final DebianFix debian;

    Updates(Catalog catalog, Evidence evidence) {
        this.system = evidence.system();
        this.relevant = Candidates.of(catalog, system.product()).stream()
                .filter(update -> !applicable(update).isEmpty())
                .toList();
        this.line = new CumulativeUpdates(relevant, this::applicable, new ReportedRevision(evidence));
        this.packages = new ServicedPackages(evidence);
        this.windows = new WindowsFix(evidence, packages, line);
        this.debian = new DebianFix(evidence, kernels());
    }

    /** Updates with a fix whose product condition does not rule this computer out. */
    List<Update> relevant() {
        return relevant;
    }

    /** The cumulative updates among them. */
    CumulativeUpdates line() {
        return line;
    }

    /**
     * Whether a build, a package version, a file or a switch could say that the update is there. Where there are but keys
     * whose absence proves nothing, the update is told and does not count.
     */
    boolean canBeSettled(Update update) {
        return applicable(update).stream()
                .anyMatch(fix -> !fix.references().isEmpty()
                        || !fix.effects().isEmpty()
                        || fix.claims().stream().anyMatch(ClaimTest::conclusive));
    }

    /** Those of them that have something here to judge. */
    List<Judged> judge() {
        List<Judged> judged =
                relevant.stream().flatMap(update -> judge(update).stream()).toList();
        List<Judged> doubted = new Dependencies(judged, packages, line).doubted();
        // a doubt about one update is a doubt about those that need it
        while (!doubted.equals(judged)) {
            judged = doubted;
            doubted = new Dependencies(judged, packages, line).doubted();
        }
        return judged;
    }

    private Optional<Judged> judge(Update update) {
        List<Fix> certain = matching(update, Set.of(Match.YES));
        List<Fix> possible = matching(update, Set.of(Match.UNKNOWN));
        List<Fix> all = Stream.concat(certain.stream(), possible.stream()).toList();
        Alternatives alternatives = new Alternatives(
                update,
                certain.stream()
                        .flatMap(fix -> appraise(update, fix, all).stream())
                        .toList(),
                possible.stream()
                        .flatMap(fix -> appraise(update, fix, all).stream())
                        .toList());
        String unknown = unknownFacts(system.product());
        return alternatives.judge(
                new Reason(ReasonCode.PRODUCT_FACT_UNKNOWN, unknown.isEmpty() ? INSTALLATION_TYPE : unknown, "", ""));
    }

    private Optional<FixAppraisal> appraise(Update update, Fix fix, List<Fix> all) {
        List<Fix> others = all.stream().filter(other -> !other.equals(fix)).toList();
        return switch (fix.product().family()) {
            case WINDOWS -> Optional.of(windows.appraise(update, fix, others));
            case DEBIAN, UBUNTU -> debian.appraise(fix);
        };
    }

    private List<Fix> matching(Update update, Set<Match> wanted) {
        return update.fixes().stream()
                .filter(fix -> wanted.contains(Applicability.of(fix.product(), system)))
                .toList();
    }

    private List<Fix> applicable(Update update) {
        return matching(update, Set.of(Match.YES, Match.UNKNOWN));
    }

    private List<ClaimTest.DebianKernel> kernels() {
        return relevant.stream()
                .flatMap(update -> matching(update, Set.of(Match.YES)).stream())
                .flatMap(fix -> fix.claims().stream())
                .flatMap(claim -> claim.<Stream<ClaimTest.DebianKernel>>fold(
                        key -> Stream.of(),
                        revision -> Stream.of(),
                        packages -> Stream.of(),
                        Stream::of,
                        serviced -> Stream.of()))
                .distinct()
                .toList();
    }

    /** Names of the packages that a relevant update is about. */
    Set<String> packages() {
        return relevant.stream()
                .flatMap(update -> applicable(update).stream())
                .flatMap(fix -> fix.claims().stream())
                .flatMap(claim -> claim.<Stream<String>>fold(
                        key -> Stream.of(),
                        revision -> Stream.of(),
                        packages -> packages.fixedVersions().keySet().stream(),
                        kernel -> kernel.images().stream(),
                        serviced -> Stream.of()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String architecture(ProductSelector product) {
        return product.family() == OsFamily.WINDOWS && product.architecture() == Architecture.OTHER
                ? ProductSelector.UNKNOWN
                : product.architecture().name();
    }

    /** Names of the selector's facts that are not known. */
    static String unknownFacts(ProductSelector product) {
        return Stream.of(
                        Map.entry("version", product.version()),
                        Map.entry("build", product.build()),
                        Map.entry("servicePack", product.servicePack()),
                        Map.entry("productType", product.productType().name()),
                        Map.entry("architecture", architecture(product)),
                        Map.entry("edition", product.edition()),
                        Map.entry("release", product.release()))
                .filter(fact -> fact.getValue().isBlank() || fact.getValue().equalsIgnoreCase(ProductSelector.UNKNOWN))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
