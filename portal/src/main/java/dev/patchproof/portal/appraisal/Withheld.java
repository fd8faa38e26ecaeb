package dev.patchproof.portal.appraisal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of updates that are not held against a computer. */
final class Withheld {
    private static final int MOST_NAMES = 20;

    private Withheld() {}

    /** How many they are, and the first of them by name; nothing where there are none. */
    static Optional<Reason> ground(ReasonCode code, List<Judged> withheld) {
        return withheld.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(
                        code,
                        withheld.stream()
                                        .map(Judged::id)
                                        .sorted()
                                        .limit(MOST_NAMES)
                                        .collect(Collectors.joining(", "))
                                + (withheld.size() > MOST_NAMES ? ", ..." : ""),
                        "",
                        Integer.toString(withheld.size())));
    }
}
