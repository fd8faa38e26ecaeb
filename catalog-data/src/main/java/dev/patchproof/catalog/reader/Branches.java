package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.util.List;
import java.util.Optional;

/** Any version of a file must be in at most one branch: by its number, or by the marker in its version string. */
final class Branches {
    private Branches() {}

    static void check(Cursor file, List<BranchFloor> floors) {
        for (int i = 0; i < floors.size(); i++) {
            for (int j = i + 1; j < floors.size(); j++) {
                if (overlap(floors.get(i), floors.get(j)) && !toldByMarker(floors.get(i), floors.get(j))) {
                    file.problem(
                            Reason.BAD_BRANCHES,
                            "expected branches that ranges or markers tell apart, found an overlap of number " + i
                                    + " and number " + j);
                }
            }
        }
    }

    private static boolean overlap(BranchFloor left, BranchFloor right) {
        return startsBeforeEnd(left.from(), right.below()) && startsBeforeEnd(right.from(), left.below());
    }

    private static boolean startsBeforeEnd(Optional<WindowsVersion> start, Optional<WindowsVersion> end) {
        return start.isEmpty() || end.isEmpty() || start.get().compareTo(end.get()) < 0;
    }

    private static boolean toldByMarker(BranchFloor left, BranchFloor right) {
        return !left.marker().isEmpty()
                && !right.marker().isEmpty()
                && !left.marker().equalsIgnoreCase(right.marker());
    }
}
