package dev.patchproof.portal.web;

import dev.patchproof.portal.http.ErrorPages;
import dev.patchproof.portal.http.Problem;
import jakarta.inject.Singleton;
import java.util.Map;

/** Problems as pages: in our own sentences where {@code sentences.properties} has them, else as the problem says. */
@Singleton
final class PortalErrorPages implements ErrorPages {
    private final Frame frame;
    private final Sentences sentences;

    PortalErrorPages(Frame frame, Sentences sentences) {
        this.frame = frame;
        this.sentences = sentences;
    }

    @Override
    public String render(Problem problem) {
        return Pages.problem(frame, view(problem)).render();
    }

    ProblemView view(Problem problem) {
        String name = name(problem.status());
        if (sentences.find("problem." + problem.code()).isPresent()) {
            return ProblemView.of(sentences, problem.code(), Map.of(), "");
        }
        return name.isEmpty()
                ? new ProblemView("warn", problem.title(), problem.detail(), "", "")
                : ProblemView.of(sentences, name, Map.of(), "");
    }

    private static String name(int status) {
        if (status >= 500) {
            return "failed";
        }
        return status == 404 ? "unknown" : "";
    }
}
