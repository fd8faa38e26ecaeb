package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.WindowsFileFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files that usually carry the build's revision: where the build claims one, and all of them are older, that is a
 * doubt. A single one may be older by right, and a single new one dispels nothing but this doubt.
 */
final class CoreFiles {
    private final Evidence evidence;

    CoreFiles(Evidence evidence) {
        this.evidence = evidence;
    }

    /** One reason for each file; none where there is no doubt. */
    List<Reason> doubts(Fix fix, LayerAppraisal claimed) {
        Optional<BuildRevision> wanted = claimed.is(LayerResult.TRUE) && claimed.has(ReasonCode.REVISION_REACHED)
                ? wanted(fix)
                : Optional.empty();
        return wanted.map(revision -> doubts(fix, revision)).orElse(List.of());
    }

    private Optional<BuildRevision> wanted(Fix fix) {
        String build = evidence.system().product().build();
        return ServicedPackages.revisions(List.of(fix))
                .filter(claim -> Integer.toString(claim.build()).equals(build))
                .min(Comparator.comparingInt(WindowsRevision::revision))
                .map(claim -> new BuildRevision(claim.build(), claim.revision()).inLine());
    }

    private List<Reason> doubts(Fix fix, BuildRevision wanted) {
        List<Reason> older = new ArrayList<>();
        int read = 0;
        for (String path : fix.coreFiles()) {
            Optional<WindowsFileFact> file = InstalledFile.of(evidence, path);
            Optional<BuildRevision> revision = file.flatMap(this::revision);
            if (file.isPresent() && revision.isPresent()) {
                read++;
                if (revision.get().isBelow(wanted)) {
                    older.add(new Reason(
                            ReasonCode.CORE_FILE_OLDER_THAN_BUILD,
                            file.get().path(),
                            wanted.toString(),
                            revision.get().toString()));
                }
            }
        }
        return older.size() == read ? older : List.of();
    }

    /** Empty where the file is not numbered as the system is. */
    private Optional<BuildRevision> revision(WindowsFileFact file) {
        return InstalledFile.version(file)
                .filter(version ->
                        evidence.system().product().version().equals(version.major() + "." + version.minor()))
                .map(version -> new BuildRevision(version.build(), version.revision()).inLine());
    }
}
