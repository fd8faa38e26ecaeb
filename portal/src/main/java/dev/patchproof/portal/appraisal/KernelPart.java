package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kernel of a Debian update: the newest installed image, and the running kernel. Older images that are kept do not
 * count. A newest image of another series is judged by that series' own update, where the catalog has one.
 */
final class KernelPart {
    /** {@code linux-image-6.1.0-37-amd64}; not the metapackages without a number, nor debug symbols. */
    private static final Pattern IMAGE = Pattern.compile("linux-image-(?:unsigned-)?\\d.*(?<!-dbg)(?<!-dbgsym)");

    private final Evidence evidence;
    private final ClaimTest.DebianKernel claim;
    private final List<EffectTest> effects;
    private final Set<String> seriesWithUpdates;

    KernelPart(
            Evidence evidence, ClaimTest.DebianKernel claim, List<EffectTest> effects, Set<String> seriesWithUpdates) {
        this.evidence = evidence;
        this.claim = claim;
        this.effects = List.copyOf(effects);
        this.seriesWithUpdates = Set.copyOf(seriesWithUpdates);
    }

    /** Empty where no kernel of Debian's is installed and none of another maker runs, or the newest is another update's to judge. */
    Optional<FixAppraisal> appraise() {
        if (evidence.system().setting() == Setting.CONTAINER) {
            return Optional.empty();
        }
        return evidence.find(new Query.LinuxKernel())
                .<Optional<FixAppraisal>>fold(
                        fact -> fact.images()
                                .<Optional<FixAppraisal>>fold(
                                        images -> appraise(images, fact),
                                        () -> withoutImage(fact),
                                        missing -> notKnown(LayerResult.NOT_EVALUATED, missing.detail()),
                                        failed -> notKnown(LayerResult.ERROR, failed.code())),
                        () -> notKnown(LayerResult.UNKNOWN, ""),
                        missing -> notKnown(LayerResult.NOT_EVALUATED, missing.detail()),
                        failed -> notKnown(LayerResult.ERROR, failed.code()));
    }

    private Optional<FixAppraisal> appraise(List<KernelImage> images, LinuxKernelFact fact) {
        List<KernelImage> there = images.stream()
                .filter(image -> IMAGE.matcher(image.name()).matches())
                .filter(image -> DpkgState.of(image.status()) != DpkgState.NOT_THERE)
                .toList();
        if (there.isEmpty()) {
            return withoutImage(fact);
        }
        List<Image> readable = there.stream().flatMap(Image::of).toList();
        if (readable.size() < there.size()) {
            return notKnown(LayerResult.UNKNOWN, there.toString());
        }
        DebianVersion newest = readable.stream()
                .map(Image::version)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (!newest.series().equals(claim.series())) {
            return seriesWithUpdates.contains(newest.series()) ? Optional.empty() : otherSeries(newest);
        }
        List<Image> candidates = readable.stream()
                .filter(image -> image.version().compareTo(newest) == 0)
                .toList();
        LayerAppraisal claimed = AllOf.of(candidates.stream().map(this::claimed).toList());
        LayerAppraisal onDisk = claimed.is(LayerResult.FALSE)
                ? LayerAppraisal.of(
                        LayerResult.NOT_EVALUATED,
                        ReasonCode.PACKAGE_RECORD_OF_OLDER_VERSION,
                        candidates.get(0).image().name(),
                        claim.fixedVersion().toString(),
                        newest.toString())
                : AllOf.of(candidates.stream().map(this::onDisk).toList());
        return Optional.of(new FixAppraisal(
                claimed,
                onDisk,
                inForce(fact),
                onDisk.is(LayerResult.NOT_EVALUATED) ? Basis.NONE : Basis.SYSTEM_RECORD,
                true));
    }

    private LayerAppraisal claimed(Image image) {
        String name = image.image().name();
        String expected = claim.fixedVersion().toString();
        String found = image.version().toString();
        if (image.version().compareTo(claim.fixedVersion()) < 0) {
            return LayerAppraisal.of(LayerResult.FALSE, ReasonCode.KERNEL_IMAGE_BELOW, name, expected, found);
        }
        return DpkgState.of(image.image().status()) == DpkgState.INSTALLED
                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.KERNEL_IMAGE_REACHED, name, expected, found)
                : LayerAppraisal.of(
                        LayerResult.UNKNOWN,
                        ReasonCode.PACKAGE_STATE_NOT_INSTALLED,
                        name,
                        expected,
                        found + ", " + image.image().status());
    }

    private LayerAppraisal onDisk(Image image) {
        String name = image.image().name();
        List<LayerAppraisal> parts = new ArrayList<>();
        parts.add(image.image()
                .kernelFile()
                .<LayerAppraisal>fold(
                        file -> LayerAppraisal.of(LayerResult.TRUE, ReasonCode.KERNEL_FILE_PRESENT, file),
                        () -> LayerAppraisal.of(LayerResult.FALSE, ReasonCode.KERNEL_FILE_MISSING, name),
                        missing -> LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED, ReasonCode.FILE_NOT_COLLECTED, name, "", missing.detail()),
                        failed -> LayerAppraisal.of(
                                LayerResult.ERROR, ReasonCode.KERNEL_FILE_UNREADABLE, name, "", failed.code())));
        records(name).ifPresent(records -> parts.add(new PackageRecords(records).appraise()));
        if (DpkgState.of(image.image().status()) != DpkgState.INSTALLED) {
            parts.add(LayerAppraisal.of(
                    LayerResult.UNKNOWN,
                    ReasonCode.PACKAGE_STATE_NOT_INSTALLED,
                    name,
                    "",
                    image.image().status()));
        }
        return AllOf.of(parts);
    }

    /** The package's files, where the plan could ask for them by name; a later image has a name it did not know. */
    private Optional<List<DebianPackage>> records(String name) {
        return evidence.findPackage(name)
                .<Optional<List<DebianPackage>>>fold(
                        Optional::of, Optional::empty, missing -> Optional.empty(), failed -> Optional.empty());
    }

    private LayerAppraisal inForce(LinuxKernelFact fact) {
        RunningKernel running = new RunningKernel(evidence.system().setting(), fact.runningVersion());
        Stream<DebianVersion> wanted =
                effects.stream().map(effect -> effect.<DebianVersion>fold(EffectTest.RunningKernel::fixedVersion));
        return AllOf.of(Stream.concat(Stream.of(claim.fixedVersion()), wanted)
                .distinct()
                .map(running::atLeast)
                .toList());
    }

    /**
     * A kernel that dpkg does not know (of a network start, a package removed since) is nobody's update, unless it says
     * itself that it is Debian's and of this series, and older. One of another maker (a hypervisor, WSL) may have the hole
     * or not: nobody here can tell.
     */
    private Optional<FixAppraisal> withoutImage(LinuxKernelFact fact) {
        RunningKernel running = new RunningKernel(evidence.system().setting(), fact.runningVersion());
        if (running.isOfAnotherMaker()) {
            LayerAppraisal foreign = running.atLeast(claim.fixedVersion())
                    .because(new Reason(ReasonCode.KERNEL_WITHOUT_PACKAGE, "", "", ""));
            return Optional.of(new FixAppraisal(foreign, foreign, foreign, Basis.NONE, false));
        }
        LayerAppraisal inForce = running.atLeast(claim.fixedVersion());
        return inForce.is(LayerResult.FALSE) && running.isOfSeries(claim.series())
                ? Optional.of(new FixAppraisal(
                        inForce.as(LayerResult.UNKNOWN), inForce.as(LayerResult.UNKNOWN), inForce, Basis.NONE, false))
                : Optional.empty();
    }

    private Optional<FixAppraisal> otherSeries(DebianVersion newest) {
        LayerAppraisal other = LayerAppraisal.of(
                LayerResult.UNKNOWN,
                ReasonCode.KERNEL_FROM_OTHER_SERIES,
                "",
                claim.fixedVersion().toString(),
                newest.toString());
        return Optional.of(new FixAppraisal(other, other, other, Basis.NONE, false));
    }

    private Optional<FixAppraisal> notKnown(LayerResult result, String found) {
        ReasonCode code =
                result == LayerResult.NOT_EVALUATED ? ReasonCode.CLAIM_NOT_COLLECTED : ReasonCode.CLAIM_NOT_READABLE;
        LayerAppraisal claimed =
                LayerAppraisal.of(result, code, "", claim.fixedVersion().toString(), found);
        LayerAppraisal rest = claimed.as(LayerResult.NOT_EVALUATED);
        return Optional.of(new FixAppraisal(claimed, rest, rest, Basis.NONE, false));
    }

    /** An image whose version can be read. */
    private record Image(KernelImage image, DebianVersion version) {
        static Stream<Image> of(KernelImage image) {
            try {
                return Stream.of(new Image(image, new DebianVersion(image.version())));
            } catch (IllegalArgumentException e) {
                return Stream.of();
            }
        }
    }
}
