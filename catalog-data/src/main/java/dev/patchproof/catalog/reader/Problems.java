package dev.patchproof.catalog.reader;

import java.util.ArrayList;
import java.util.List;

/** The problems of one reading. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        found.add(problem);
    }

    void add(String file, String path, Problem.Reason reason, String message) {
        add(new Problem(file, path, reason, message));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new CatalogException(found);
        }
    }
}
