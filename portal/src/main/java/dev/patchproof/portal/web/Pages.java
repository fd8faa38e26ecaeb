package dev.patchproof.portal.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages, each a template of its name in {@code templates/}; the build checks every expression in them. */
@CheckedTemplate
final class Pages {
    private Pages() {}

    static native TemplateInstance start(Frame frame, StartView view);

    static native TemplateInstance check(Frame frame, LiveView view);

    static native TemplateInstance result(Frame frame, ResultView view);

    static native TemplateInstance knownLiars(Frame frame, KnownLiarsView view);

    static native TemplateInstance trust(Frame frame);

    static native TemplateInstance adminLogin(Frame frame, AdminLoginView view);

    static native TemplateInstance adminCatalog(Frame frame, AdminCatalogView view);

    static native TemplateInstance adminDiff(Frame frame, AdminDiffView view);

    static native TemplateInstance problem(Frame frame, ProblemView view);
}
