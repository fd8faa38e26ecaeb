package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsKernelFact;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The running kernel of Windows against the one on the disk; only for fixes that bring a kernel. */
final class RunningWindows {
    private static final String KERNEL = "\\ntoskrnl.exe";

    private final Evidence evidence;

    RunningWindows(Evidence evidence) {
        this.evidence = evidence;
    }

    static boolean isKernel(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(KERNEL);
    }

    /** Empty where the fix brings no kernel, or one of the two versions is not known: then times must tell. */
    Optional<LayerAppraisal> appraise(Fix fix) {
        return Stream.concat(WindowsFiles.paths(fix.references()).stream(), fix.coreFiles().stream())
                .filter(RunningWindows::isKernel)
                .findFirst()
                .flatMap(
                        path -> installed(fix, path).flatMap(disk -> running().flatMap(now -> judge(path, disk, now))));
    }

    private static Optional<LayerAppraisal> judge(String path, BuildRevision disk, BuildRevision now) {
        boolean older = now.inLine().isBelow(disk.inLine());
        if (!older && ServicingLine.of(now.build()) != ServicingLine.of(disk.build())) {
            return Optional.empty();
        }
        return Optional.of(LayerAppraisal.of(
                older ? LayerResult.FALSE : LayerResult.TRUE,
                older ? ReasonCode.WINDOWS_KERNEL_RUNNING_OLDER : ReasonCode.WINDOWS_KERNEL_RUNNING,
                path,
                disk.toString(),
                now.toString()));
    }

    /** The file's own version; where it could not be read, the revision of which the catalog says that it has a kernel. */
    private Optional<BuildRevision> installed(Fix fix, String path) {
        Optional<BuildRevision> read = InstalledFile.of(evidence, path)
                .flatMap(InstalledFile::version)
                .map(version -> new BuildRevision(version.build(), version.revision()));
        return read.isPresent() ? read : promised(fix, path);
    }

    private static Optional<BuildRevision> promised(Fix fix, String path) {
        return fix.references().stream()
                .filter(reference -> reference.files().contains(path))
                .flatMap(reference -> reference.<Stream<BuildRevision>>fold(
                        version -> Stream.of(),
                        digest -> Stream.of(),
                        record -> Stream.of(),
                        digests -> Stream.of(),
                        build -> Stream.of(new BuildRevision(build.build(), build.revision())),
                        builtIn -> Stream.of()))
                .findFirst();
    }

    private Optional<BuildRevision> running() {
        return evidence.find(new Query.WindowsKernel())
                .<Optional<WindowsKernelFact>>fold(
                        Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty())
                .flatMap(fact -> fact.runningVersion()
                        .<Optional<String>>fold(
                                Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty()))
                .flatMap(BuildRevision::ofShort);
    }
}
