package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest.WindowsRevision;
import dev.patchproof.catalog.Fix;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.WindowsFileFact;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Files that usually carry the build's revision. Where the build claims one, and all of them are older, that is a doubt;
 * where it does not reach the fix, and none of them does, the fix is not there. A single one may be older by right, and a
 * single new one proves nothing.
 */
final class CoreFiles {
    private final Evidence evidence;

    CoreFiles(Evidence evidence) {
        this.evidence = evidence;
    }

    /** One reason for each file; none where there is no doubt. */
    List<Reason> doubts(Fix fix, LayerAppraisal claimed) {
        if (!claimed.is(LayerResult.TRUE) || !claimed.has(ReasonCode.REVISION_REACHED)) {
            return List.of();
        }
        List<CoreFile> read = read(fix);
        return read.stream().allMatch(CoreFile::older)
                ? read.stream()
                        .map(file -> file.reason(ReasonCode.CORE_FILE_OLDER_THAN_BUILD))
                        .toList()
                : List.of();
    }

    /** What is on the disk where the build is below the fix; empty where the files leave that open or none was read. */
    Optional<LayerAppraisal> absence(Fix fix, LayerAppraisal claimed) {
        List<CoreFile> read =
                claimed.is(LayerResult.FALSE) && claimed.has(ReasonCode.REVISION_BELOW) ? read(fix) : List.of();
        return !read.isEmpty() && read.stream().allMatch(CoreFile::older)
                ? Optional.of(new LayerAppraisal(
                        LayerResult.FALSE,
                        read.stream()
                                .map(file -> file.reason(ReasonCode.CORE_FILE_BELOW_FIX))
                                .toList()))
                : Optional.empty();
    }

    private List<CoreFile> read(Fix fix) {
        return wanted(fix)
                .map(wanted -> fix.coreFiles().stream()
                        .flatMap(path -> file(path, wanted).stream())
                        .toList())
                .orElse(List.of());
    }

    private Optional<BuildRevision> wanted(Fix fix) {
        String build = evidence.system().product().build();
        return ServicedPackages.revisions(List.of(fix))
                .filter(claim -> Integer.toString(claim.build()).equals(build))
                .min(Comparator.comparingInt(WindowsRevision::revision))
                .map(claim -> new BuildRevision(claim.build(), claim.revision()).inLine());
    }

    /** Empty where it could not be read, or is not numbered as the system is. */
    private Optional<CoreFile> file(String path, BuildRevision wanted) {
        return InstalledFile.of(evidence, path)
                .flatMap(fact -> revision(fact).map(found -> new CoreFile(fact.path(), wanted, found)));
    }

    private Optional<BuildRevision> revision(WindowsFileFact file) {
        return InstalledFile.version(file)
                .filter(version ->
                        evidence.system().product().version().equals(version.major() + "." + version.minor()))
                .map(version -> new BuildRevision(version.build(), version.revision()).inLine());
    }

    /** One that was read. */
    private record CoreFile(String path, BuildRevision wanted, BuildRevision found) {
        boolean older() {
            return found.isBelow(wanted);
        }

        Reason reason(ReasonCode code) {
            return new Reason(code, path, wanted.toString(), found.toString());
        }
    }
}
