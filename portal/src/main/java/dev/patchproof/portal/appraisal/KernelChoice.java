package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.portal.appraisal.KernelImages.Image;
import dev.patchproof.portal.appraisal.KernelImages.Start;
import java.util.Comparator;
import java.util.List;

/**
 * Which installed images stand for the kernel of a computer: the newest that can be started. One whose file is gone is
 * passed over where one with the fix is left to start; elsewhere it is what the bookkeeping claims and the disk denies.
 *
 * @param judged of one version; never empty
 * @param withoutFile newer ones that were passed over
 */
record KernelChoice(List<Image> judged, List<Image> withoutFile) {
    KernelChoice {
        judged = List.copyOf(judged);
        withoutFile = List.copyOf(withoutFile);
    }

    /** @param images at least one */
    static KernelChoice of(List<Image> images, ClaimTest.DebianKernel claim) {
        List<Image> repaired = images.stream()
                .filter(image -> image.start() == Start.POSSIBLE)
                .filter(image -> image.version().compareTo(claim.fixedVersion()) >= 0)
                .toList();
        return repaired.isEmpty()
                ? new KernelChoice(allOfTheNewest(images), List.of())
                : new KernelChoice(allOfTheNewest(repaired), newerThan(newest(repaired), images));
    }

    /** A rescue kernel stands for the computer only where it has no other. */
    static List<Image> withoutRescue(List<Image> images) {
        List<Image> usual = images.stream()
                .filter(image -> image.start() != Start.SET_ASIDE)
                .toList();
        return usual.isEmpty() ? images : usual;
    }

    /** @param images at least one */
    static Image newest(List<Image> images) {
        return images.stream().max(Comparator.comparing(Image::version)).orElseThrow();
    }

    private static List<Image> allOfTheNewest(List<Image> images) {
        Image newest = newest(images);
        return images.stream()
                .filter(image -> image.version().compareTo(newest.version()) == 0)
                .toList();
    }

    private static List<Image> newerThan(Image judged, List<Image> images) {
        return images.stream()
                .filter(image -> image.version().compareTo(judged.version()) > 0)
                .toList();
    }
}
