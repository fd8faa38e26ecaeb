package dev.patchproof.portal.web;

import dev.patchproof.portal.check.CheckState;
import dev.patchproof.portal.check.CheckView;
import java.util.List;

/**
 * The page of a check that waits for its report.
 *
 * @param state as the stylesheet and the events name it
 * @param downloads this check's probe; empty where this portal has none
 */
record LiveView(
        String path, String eventsPath, Moment expires, List<Download> downloads, String state, int done, int total) {

    /** The personalised probe. */
    record Download(String path, String size, String sha256) {}

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
                check.state().code(),
                count.done(),
                count.total());
    }
}
