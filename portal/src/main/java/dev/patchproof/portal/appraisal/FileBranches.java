package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.evidence.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The branches of one file's history and the floor of each.
 *
 * @param own those of the reference value that is judged
 * @param ofAlternatives those that alternative fixes of the same update give for the same file: a file in a branch of
 *     theirs is judged by that branch, and is never "newer than every branch"
 */
record FileBranches(List<BranchFloor> own, List<BranchFloor> ofAlternatives) {
    FileBranches {
        own = List.copyOf(own);
        ofAlternatives = List.copyOf(ofAlternatives);
    }

    /** Where a version stands to the floor of its branch. */
    enum Position {
        AT_FLOOR,
        ABOVE_FLOOR,
        BELOW_FLOOR,
        /** Between branches, or in one of several that numbers and marker do not tell apart. */
        UNDECIDED
    }

    Position of(WindowsVersion version, Finding<String> versionString) {
        List<BranchFloor> possible = holding(own, version);
        if (possible.isEmpty()) {
            possible = holding(ofAlternatives, version);
        }
        if (possible.isEmpty()) {
            return outside(version);
        }
        Position together = together(possible, version);
        return together == Position.UNDECIDED ? together(marked(possible, versionString), version) : together;
    }

    /** The floors as text, for reasons. */
    String floors() {
        return own.stream().map(floor -> floor.atLeast().toString()).collect(Collectors.joining(", "));
    }

    private Position outside(WindowsVersion version) {
        if (own.stream().allMatch(floor -> isAfter(floor, version))) {
            return Position.ABOVE_FLOOR;
        }
        return own.stream().allMatch(floor -> isBefore(floor, version)) ? Position.BELOW_FLOOR : Position.UNDECIDED;
    }

    /** Decided where every possible branch says the same. */
    private static Position together(List<BranchFloor> possible, WindowsVersion version) {
        if (possible.isEmpty()) {
            return Position.UNDECIDED;
        }
        if (possible.stream().allMatch(floor -> version.compareTo(floor.atLeast()) < 0)) {
            return Position.BELOW_FLOOR;
        }
        if (possible.stream().allMatch(floor -> version.compareTo(floor.atLeast()) >= 0)) {
            return possible.stream().anyMatch(floor -> floor.atLeast().equals(version))
                    ? Position.AT_FLOOR
                    : Position.ABOVE_FLOOR;
        }
        return Position.UNDECIDED;
    }

    private static List<BranchFloor> holding(List<BranchFloor> floors, WindowsVersion version) {
        return floors.stream()
                .filter(floor -> !isBefore(floor, version) && !isAfter(floor, version))
                .toList();
    }

    private static boolean isBefore(BranchFloor floor, WindowsVersion version) {
        return floor.from().isPresent() && version.compareTo(floor.from().get()) < 0;
    }

    private static boolean isAfter(BranchFloor floor, WindowsVersion version) {
        return floor.below().isPresent() && version.compareTo(floor.below().get()) >= 0;
    }

    private static List<BranchFloor> marked(List<BranchFloor> possible, Finding<String> versionString) {
        return versionString.<List<BranchFloor>>fold(
                text -> possible.stream()
                        .filter(floor -> !floor.marker().isEmpty()
                                && text.toLowerCase(Locale.ROOT)
                                        .contains(floor.marker().toLowerCase(Locale.ROOT)))
                        .toList(),
                List::of,
                missing -> List.of(),
                failed -> List.of());
    }
}
