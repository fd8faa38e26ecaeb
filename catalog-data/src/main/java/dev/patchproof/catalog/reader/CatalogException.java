package dev.patchproof.catalog.reader;

import java.util.List;
import java.util.stream.Collectors;

/** A catalog is refused as a whole; carries every problem that was found, in the order of files. */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public CatalogException(List<Problem> problems) {
        super(problems.stream()
                .map(CatalogException::line)
                .collect(Collectors.joining(
                        "\n",
                        problems.size() + (problems.size() == 1 ? " problem" : " problems") + " in the catalog\n",
                        "")));
        this.problems = List.copyOf(problems);
    }

    private static String line(Problem problem) {
        return (problem.file().isEmpty() ? "(catalog)" : problem.file())
                + ": "
                + (problem.path().isEmpty() ? "(whole)" : problem.path())
                + ": "
                + problem.message();
    }

    public List<Problem> problems() {
        return problems;
    }
}
