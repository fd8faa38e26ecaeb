package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of Component Based Servicing, by the updates they belong to. */
final class ServicedPackages {
    private static final Pattern KB = Pattern.compile("KB\\d{5,8}");

    /** Those that may belong to an update; most are parts of Windows. */
    private final Finding<List<CbsEntry>> all;

    private final Map<String, List<CbsEntry>> byKb;
    private final List<CbsEntry> rollups;

    ServicedPackages(Evidence evidence) {
        Finding<WindowsServicingFact> fact = evidence.find(new Query.WindowsServicing());
        all = fact.<Finding<List<CbsPackage>>>fold(
                        WindowsServicingFact::packages,
                        () -> Finding.error("MALFORMED", "the servicing state is always there"),
                        missing -> Finding.notCollected(missing.reason(), missing.detail()),
                        failed -> Finding.error(failed.code(), failed.message()))
                .map(packages -> packages.stream()
                        .filter(entry -> CbsPackageName.mayTellUpdate(entry.name()))
                        .map(CbsEntry::of)
                        .toList());
        // thousands of packages, and years of updates that ask for them
        List<CbsEntry> known =
                all.<List<CbsEntry>>fold(entries -> entries, List::of, missing -> List.of(), failed -> List.of());
        byKb = known.stream()
                .filter(entry -> entry.name().kb().isPresent())
                .collect(Collectors.groupingBy(entry -> entry.name().kb().orElseThrow()));
        rollups = known.stream().filter(entry -> entry.name().rollup()).toList();
    }

    /** All of one KB; an empty list where there are none. */
    Finding<List<CbsEntry>> ofKb(String kb) {
        return all.map(entries -> known(kb));
    }

    /** Those of cumulative updates of a line, from a revision to another, both included. */
    List<CbsEntry> rollups(int build, int from, int to) {
        return rollups.stream()
                .filter(entry -> entry.name()
                        .build()
                        .filter(found -> ServicingLine.of(found.build()) == ServicingLine.of(build)
                                && found.revision() >= from
                                && found.revision() <= to)
                        .isPresent())
                .toList();
    }

    /**
     * Those that say whether an update is installed: by its KBs, and by the cumulative updates that bring it.
     *
     * @param orNewer whether later cumulative updates count as well
     */
    List<CbsEntry> deciding(Update update, Collection<Fix> fixes, boolean orNewer) {
        Stream<CbsEntry> byName = kbs(update, fixes).stream().flatMap(kb -> CbsEntry.deciding(known(kb)).stream());
        Stream<CbsEntry> byRevision = revisions(fixes)
                .flatMap(claim -> CbsEntry.deciding(
                        rollups(claim.build(), claim.revision(), orNewer ? Integer.MAX_VALUE : claim.revision()))
                        .stream());
        return Stream.concat(byName, byRevision).distinct().toList();
    }

    /** When an update itself was installed, as its packages say. */
    Optional<Instant> installedAt(Update update) {
        return deciding(update, update.fixes(), false).stream()
                .filter(entry -> entry.state().claims())
                .flatMap(entry -> entry.installedAt().stream())
                .max(Instant::compareTo);
    }

    /** The KBs that an update goes by. */
    static Set<String> kbs(Update update, Collection<Fix> fixes) {
        Stream<String> names = Stream.concat(Stream.of(update.id()), update.aliases().stream())
                .map(name -> name.toUpperCase(Locale.ROOT))
                .filter(KB.asMatchPredicate());
        Stream<String> claimed = claims(fixes)
                .flatMap(claim -> claim.<Stream<String>>fold(
                        key -> Stream.of(),
                        revision -> Stream.of(),
                        packages -> Stream.of(),
                        kernel -> Stream.of(),
                        serviced -> Stream.of(serviced.kb().toUpperCase(Locale.ROOT))));
        return Stream.concat(names, claimed).collect(Collectors.toUnmodifiableSet());
    }

    /** A hotpatch is not installed by a restart and has a revision of its own. */
    static Stream<WindowsRevision> revisions(Collection<Fix> fixes) {
        return claims(fixes)
                .flatMap(claim -> claim.<Stream<WindowsRevision>>fold(
                        key -> Stream.of(),
                        Stream::of,
                        packages -> Stream.of(),
                        kernel -> Stream.of(),
                        serviced -> Stream.of()))
                .filter(Predicate.not(WindowsRevision::exactly));
    }

    private static Stream<ClaimTest> claims(Collection<Fix> fixes) {
        return fixes.stream().flatMap(fix -> fix.claims().stream());
    }

    private List<CbsEntry> known(String kb) {
        return byKb.getOrDefault(kb.toUpperCase(Locale.ROOT), List.of());
    }
}
