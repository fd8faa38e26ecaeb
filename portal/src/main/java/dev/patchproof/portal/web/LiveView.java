package dev.patchproof.portal.web;

import dev.patchproof.portal.bundle.CheckedRuntime;
import dev.patchproof.portal.check.CheckState;
import dev.patchproof.portal.check.CheckView;
import java.util.List;

/**
 * The page of a check that waits for its report.
 *
 * @param state as the stylesheet and the events name it
 * @param downloads this check's probe; empty where this portal has none
 * @param bundles the same with a Java, for each platform that the portal has one for
 */
record LiveView(
        String path,
        String eventsPath,
        Moment expires,
        List<Download> downloads,
        List<WithJava> bundles,
        String state,
        int done,
        int total) {

    /** The personalised probe. */
    record Download(String path, String size, String sha256) {}

    /**
     * The same together with a Java.
     *
     * @param script what to start in it
     */
    record WithJava(String path, String platform, String size, String java, String script) {}

    static LiveView of(CheckView check) {
        String path = "/checks/" + check.id();
        CheckState.Collecting count = check.state()
                .fold(
                        () -> new CheckState.Collecting(0, 1),
                        () -> new CheckState.Collecting(0, 1),
                        collecting -> collecting,
                        () -> new CheckState.Collecting(1, 1),
                        appraised -> new CheckState.Collecting(1, 1),
                        () -> new CheckState.Collecting(0, 1));
        return new LiveView(
                path,
                path + "/events",
                Moment.of(check.expiresAt()),
                check.download().stream()
                        .map(download ->
                                new Download(path + "/probe.jar", StartView.size(download.size()), download.sha256()))
                        .toList(),
                check.runtimes().stream()
                        .map(runtime -> withJava(path, check, runtime))
                        .toList(),
                check.state().code(),
                count.done(),
                count.total());
    }

    private static WithJava withJava(String path, CheckView check, CheckedRuntime runtime) {
        long probe = check.download().map(CheckView.Download::size).orElse(0L);
        return new WithJava(
                path + "/bundles/" + runtime.platform().code(),
                runtime.platform().words(),
                StartView.size(runtime.size() + probe),
                runtime.version(),
                runtime.platform().script());
    }
}
