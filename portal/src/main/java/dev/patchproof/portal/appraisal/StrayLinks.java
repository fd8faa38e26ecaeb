package dev.patchproof.portal.appraisal;

import dev.patchproof.evidence.PackageFiles;
import dev.patchproof.evidence.PackageFiles.StrayLink;
import java.util.List;

/**
 * Links by which programs find a package's libraries, and that lead to another file: the package's own may be whole, and
 * nobody loads it.
 */
final class StrayLinks {
    /** Into people's folders, or out of the system. */
    private static final String LEADS_OUT = "LEADS_OUT";

    private StrayLinks() {}

    /** Nothing where none does. What the first probes did not look at, and they looked at no links, is not judged. */
    static List<LayerAppraisal> of(PackageFiles files) {
        return files.strayLinks()
                .<List<LayerAppraisal>>fold(
                        links -> links.stream().map(StrayLinks::of).toList(),
                        List::of,
                        missing -> List.of(),
                        failed -> List.of(LayerAppraisal.of(
                                LayerResult.UNKNOWN, ReasonCode.PACKAGE_FILE_UNREADABLE, "", "", failed.code())));
    }

    private static LayerAppraisal of(StrayLink link) {
        return link.leadsTo()
                .<LayerAppraisal>fold(
                        file -> elsewhere(link, file),
                        () -> LayerAppraisal.of(LayerResult.FALSE, ReasonCode.PACKAGE_LINK_LEADS_NOWHERE, link.path()),
                        missing -> unread(link, missing.detail()),
                        failed -> failed.code().equals(LEADS_OUT)
                                ? LayerAppraisal.of(
                                        LayerResult.FALSE,
                                        ReasonCode.PACKAGE_LINK_LEADS_ELSEWHERE,
                                        link.path(),
                                        "",
                                        failed.message())
                                : unread(link, failed.code()));
    }

    /** A file of no package is not the update's. That of another package may have the repair or not. */
    private static LayerAppraisal elsewhere(StrayLink link, String file) {
        return link.owner()
                .<LayerAppraisal>fold(
                        owner -> LayerAppraisal.of(
                                LayerResult.UNKNOWN,
                                ReasonCode.PACKAGE_LINK_OF_OTHER_PACKAGE,
                                link.path(),
                                "",
                                file + " (" + owner + ")"),
                        () -> LayerAppraisal.of(
                                LayerResult.FALSE, ReasonCode.PACKAGE_LINK_LEADS_ELSEWHERE, link.path(), "", file),
                        missing -> unread(link, missing.detail()),
                        failed -> unread(link, failed.code()));
    }

    private static LayerAppraisal unread(StrayLink link, String why) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.PACKAGE_FILE_UNREADABLE, link.path(), "", why);
    }
}
