package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.Fix;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LinuxKernelFact;
import dev.patchproof.evidence.LinuxKernelFact.KernelImage;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SystemFacts.Setting;
import dev.patchproof.portal.appraisal.KernelImages.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kernel of a Debian update: the newest installed image that can be started, and the running kernel. Older images
 * that are kept do not count. A newest image of another series is judged by that series' own update, where the catalog has one.
 */
final class KernelPart {
    private final Evidence evidence;
    private final ClaimTest.DebianKernel claim;
    private final Fix fix;
    private final List<ClaimTest.DebianKernel> all;
    private final KernelImages kernels;
    private final OtherMaker maker;

    /** @param all kernels that the catalog has updates for, this one among them */
    KernelPart(Evidence evidence, ClaimTest.DebianKernel claim, Fix fix, List<ClaimTest.DebianKernel> all) {
        this.evidence = evidence;
        this.claim = claim;
        this.fix = fix;
        this.all = List.copyOf(all);
        this.kernels = new KernelImages(evidence.system().product().family());
        this.maker = new OtherMaker(evidence.system().product());
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
        List<KernelImage> there = images.stream().filter(KernelImages::isImage).toList();
        if (there.isEmpty()) {
            return withoutImage(fact);
        }
        List<Image> known = there.stream()
                .flatMap(image -> Image.of(image, fact.bootable()))
                .toList();
        if (known.size() < there.size()) {
            return notKnown(LayerResult.UNKNOWN, there.toString());
        }
        List<Image> readable = KernelChoice.withoutRescue(known);
        List<Image> ofOurFlavour =
                readable.stream().filter(image -> kernels.isFor(claim, image)).toList();
        Image newestOfAll = KernelChoice.newest(ofOurFlavour.isEmpty() ? readable : ofOurFlavour);
        DebianVersion newest = newestOfAll.version();
        if (ofOurFlavour.isEmpty() || !newest.series().equals(claim.series())) {
            return hasUpdatesOfItsOwn(newestOfAll) ? Optional.empty() : otherSeries(newest);
        }
        return Optional.of(appraise(KernelChoice.of(ofOurFlavour, claim), fact));
    }

    private boolean hasUpdatesOfItsOwn(Image image) {
        return all.stream()
                .anyMatch(kernel -> kernel.series().equals(image.version().series()) && kernels.isFor(kernel, image));
    }

    private FixAppraisal appraise(KernelChoice choice, LinuxKernelFact fact) {
        List<Image> candidates = choice.judged();
        DebianVersion newest = candidates.get(0).version();
        LayerAppraisal claimed = AllOf.of(candidates.stream().map(this::claimed).toList());
        return new FixAppraisal(
                claimed,
                onDisk(choice, claimed),
                inForce(fact, newest),
                records(candidates).basis(onDisk(choice, claimed)),
                true);
    }

    private LayerAppraisal onDisk(KernelChoice choice, LayerAppraisal claimed) {
        List<Image> candidates = choice.judged();
        if (OtherMaker.isGroundOf(claimed)) {
            return claimed.as(LayerResult.NOT_EVALUATED);
        }
        return claimed.is(LayerResult.FALSE)
                ? LayerAppraisal.of(
                        LayerResult.NOT_EVALUATED,
                        ReasonCode.PACKAGE_RECORD_OF_OLDER_VERSION,
                        candidates.get(0).image().name(),
                        claim.fixedVersion().toString(),
                        candidates.get(0).version().toString())
                : AllOf.of(Stream.concat(
                                candidates.stream().map(this::onDisk),
                                choice.withoutFile().stream().map(KernelPart::cannotStart))
                        .toList());
    }

    private static LayerAppraisal cannotStart(Image image) {
        return LayerAppraisal.of(
                LayerResult.NOT_APPLICABLE,
                ReasonCode.KERNEL_NEWER_NOT_BOOTABLE,
                image.image().name(),
                "",
                image.version().toString());
    }

    private LayerAppraisal claimed(Image image) {
        String name = image.image().name();
        String expected = claim.fixedVersion().toString();
        String found = image.version().toString();
        Optional<Reason> foreign = maker.suspected(asPackage(image), claim.fixedVersion());
        if (foreign.isPresent()) {
            return new LayerAppraisal(LayerResult.UNKNOWN, List.of(foreign.get()));
        }
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
        if (!wasNotAsked(asPackage(image).files())) {
            parts.add(records(List.of(image)).appraise());
        }
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

    /**
     * The image as any package. Its files are compared with the kernels, and when it was unpacked is told there; the first
     * probes did so only where the plan could ask for it by name.
     */
    private DebianPackage asPackage(Image image) {
        KernelImage known = image.image();
        Optional<DebianPackage> asked = evidence.findPackage(known.name())
                .<Optional<DebianPackage>>fold(
                        records -> records.stream()
                                .filter(each -> each.version().equals(known.version()))
                                .findFirst(),
                        Optional::empty,
                        missing -> Optional.empty(),
                        failed -> Optional.empty());
        return new DebianPackage(
                known.name(),
                asked.map(DebianPackage::architecture).orElse(""),
                known.version(),
                known.status(),
                known.name(),
                wasNotAsked(known.unpackedAt())
                        ? asked.map(DebianPackage::unpackedAt).orElseGet(KernelPart::notAsked)
                        : known.unpackedAt(),
                asked.map(DebianPackage::archives).orElseGet(KernelPart::notAsked),
                wasNotAsked(known.files())
                        ? asked.map(DebianPackage::files).orElseGet(KernelPart::notAsked)
                        : known.files());
    }

    private PackageRecords records(List<Image> images) {
        return new PackageRecords(
                images.stream().map(this::asPackage).toList(), DebianFix.digests(fix), DebianFix.recordCounts(fix));
    }

    private static <T> Finding<T> notAsked() {
        return Finding.notCollected(NotCollectedReason.NOT_ASKED, "the plan did not ask");
    }

    private static boolean wasNotAsked(Finding<?> finding) {
        return finding.<Boolean>fold(
                there -> false,
                () -> false,
                missing -> missing.reason() == NotCollectedReason.NOT_ASKED,
                failed -> false);
    }

    private LayerAppraisal inForce(LinuxKernelFact fact, DebianVersion newest) {
        RunningKernel running = running(fact);
        Stream<DebianVersion> fixedVersions = fix.effects().stream()
                .flatMap(effect -> effect.<Stream<DebianVersion>>fold(
                        kernel -> Stream.of(kernel.fixedVersion()), wanted -> Stream.of()));
        LayerAppraisal inForce = LivePatches.of(fact)
                .qualify(AllOf.of(Stream.concat(Stream.of(claim.fixedVersion()), fixedVersions)
                        .distinct()
                        .map(fixed -> running.atLeast(fixed, kernels.flavours(claim)))
                        .toList()));
        boolean newerWaits = inForce.is(LayerResult.TRUE)
                && running.version().filter(runs -> runs.compareTo(newest) < 0).isPresent();
        return newerWaits
                ? AllOf.of(List.of(
                        inForce,
                        LayerAppraisal.of(
                                LayerResult.TRUE, ReasonCode.KERNEL_NEWER_INSTALLED, "", newest.toString(), "")))
                : inForce;
    }

    private RunningKernel running(LinuxKernelFact fact) {
        return RunningKernel.of(
                evidence.system().setting(), evidence.system().product().family(), fact);
    }

    /**
     * A kernel that dpkg does not know (of a network start, a package removed since) is nobody's update, unless it says
     * itself that it is Debian's and of this series, and older. One of another maker (a hypervisor, WSL) may have the hole
     * or not: nobody here can tell.
     */
    private Optional<FixAppraisal> withoutImage(LinuxKernelFact fact) {
        RunningKernel running = running(fact);
        if (running.isOfAnotherMaker()) {
            LayerAppraisal foreign = running.atLeast(claim.fixedVersion(), kernels.flavours(claim))
                    .because(new Reason(ReasonCode.KERNEL_WITHOUT_PACKAGE, "", "", ""));
            return Optional.of(new FixAppraisal(foreign, foreign, foreign, Basis.NONE, false));
        }
        LayerAppraisal inForce = running.atLeast(claim.fixedVersion(), kernels.flavours(claim));
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
}
