package dev.patchproof.portal.web;

import dev.patchproof.portal.http.ErrorPages;
import dev.patchproof.portal.http.Problem;
import jakarta.inject.Singleton;

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

    private ProblemView view(Problem problem) {
        return sentences.find("problem." + problem.code()).isPresent()
                ? ProblemView.of(sentences, problem.code(), "")
                : new ProblemView("warn", problem.title(), problem.detail(), "", "");
    }
}
