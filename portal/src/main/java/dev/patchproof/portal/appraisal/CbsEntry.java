package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import dev.patchproof.portal.appraisal.CbsPackageName.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A package of Component Based Servicing, read. */
record CbsEntry(CbsPackage fact, CbsPackageName name, CbsState state) {
    CbsEntry {
        requireNonNull(fact, "fact");
        requireNonNull(name, "name");
        requireNonNull(state, "state");
    }

    static CbsEntry of(CbsPackage fact) {
        return new CbsEntry(fact, CbsPackageName.of(fact.name()), CbsState.of(fact.state()));
    }

    Optional<Instant> installedAt() {
        return fact.installedAt()
                .<Optional<Instant>>fold(
                        Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    /**
     * Those that say whether an update is installed: the whole update where its package is there, else its releases,
     * else its pieces. On every computer pieces for other releases lie superseded or staged beside an installed whole.
     */
    static List<CbsEntry> deciding(List<CbsEntry> ofOneUpdate) {
        return Stream.of(Role.HEAD, Role.BRANCH, Role.PART)
                .map(role -> ofOneUpdate.stream()
                        .filter(entry -> entry.name().role() == role)
                        .toList())
                .filter(entries -> !entries.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** How many are in which state, lowest state first: {@code 4 superseded (0x50), 9 installed (0x70)}. */
    static String counts(List<CbsEntry> entries) {
        Map<CbsState, Long> counts =
                entries.stream().collect(Collectors.groupingBy(CbsEntry::state, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().label())
                .collect(Collectors.joining(", "));
    }
}
