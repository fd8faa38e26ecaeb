package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.ProductRelease.SupportEnd;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.portal.collection.Applicability;
import dev.patchproof.portal.collection.Match;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The release that a computer runs, and until when it gets security updates.
 *
 * @param release empty where the catalog does not know it
 * @param ended whether its security updates have ended for this edition
 * @param inDoubt whether the product cannot be told, so that nothing may be called up to date
 * @param grounds what to say of it beside any verdict
 */
record Support(Optional<ProductRelease> release, boolean ended, boolean inDoubt, List<Reason> grounds) {
    private static final int SOON_DAYS = 90;

    Support {
        grounds = List.copyOf(grounds);
    }

    /**
     * Of a computer.
     *
     * @param edition whose support counts, an edition by contract (Ubuntu Pro) included; an end that names it goes
     *     before one that is for all
     */
    static Support of(Catalog catalog, ProductSelector product, String edition, LocalDate today) {
        Optional<ProductRelease> release = first(catalog, product, Match.YES);
        if (release.isPresent()) {
            return of(release.get(), edition, today);
        }
        Reason why = first(catalog, product, Match.UNKNOWN).isPresent()
                ? new Reason(ReasonCode.PRODUCT_FACT_UNKNOWN, Updates.unknownFacts(product), "", "")
                : new Reason(ReasonCode.UNKNOWN_PRODUCT, "", "", describe(product));
        return new Support(Optional.empty(), false, true, List.of(why));
    }

    private static Support of(ProductRelease release, String edition, LocalDate today) {
        boolean editionKnown = !edition.isBlank() && !edition.equals(ProductSelector.UNKNOWN);
        List<SupportEnd> mine = release.supportEnds().stream()
                .filter(end -> end.editions().isEmpty()
                        || !editionKnown
                        || end.editions().stream().anyMatch(edition::equalsIgnoreCase))
                .sorted(Comparator.comparing(
                        end -> editionKnown && end.editions().isEmpty()))
                .toList();
        if (mine.isEmpty()) {
            boolean otherEditionsEnded = release.supportEnds().stream().anyMatch(end -> hasEnded(end, today));
            return new Support(
                    Optional.of(release),
                    false,
                    otherEditionsEnded,
                    List.of(new Reason(ReasonCode.SUPPORT_END_UNKNOWN, release.name(), "", "")));
        }
        if (editionKnown) {
            SupportEnd own = mine.get(0);
            return known(release, hasEnded(own, today), grounds(release, own, today));
        }
        return ofUnknownEdition(release, mine, today);
    }

    /** An end for everybody decides, unless one of an edition came earlier: this may be that edition. */
    private static Support ofUnknownEdition(ProductRelease release, List<SupportEnd> ends, LocalDate today) {
        Optional<SupportEnd> ofEverybody =
                ends.stream().filter(end -> end.editions().isEmpty()).findFirst();
        List<SupportEnd> ended =
                ends.stream().filter(end -> hasEnded(end, today)).toList();
        SupportEnd told = ofEverybody.orElse(ends.get(0));
        if (hasEnded(told, today) && (ofEverybody.isPresent() || ended.size() == ends.size())) {
            return known(release, true, grounds(release, told, today));
        }
        if (!ended.isEmpty()) {
            return new Support(
                    Optional.of(release),
                    false,
                    true,
                    List.of(new Reason(ReasonCode.PRODUCT_FACT_UNKNOWN, "edition", "", "")));
        }
        return known(
                release,
                false,
                ofEverybody.map(end -> grounds(release, end, today)).orElse(List.of()));
    }

    private static Support known(ProductRelease release, boolean ended, List<Reason> grounds) {
        return new Support(Optional.of(release), ended, false, grounds);
    }

    private static List<Reason> grounds(ProductRelease release, SupportEnd end, LocalDate today) {
        if (hasEnded(end, today)) {
            return List.of(reason(ReasonCode.SUPPORT_ENDED, release, end));
        }
        return today.plusDays(SOON_DAYS).isAfter(end.lastDay())
                ? List.of(reason(ReasonCode.SUPPORT_ENDS_SOON, release, end))
                : List.of();
    }

    private static Reason reason(ReasonCode code, ProductRelease release, SupportEnd end) {
        return new Reason(code, release.name(), end.lastDay().toString(), end.note());
    }

    private static boolean hasEnded(SupportEnd end, LocalDate today) {
        return today.isAfter(end.lastDay());
    }

    private static Optional<ProductRelease> first(Catalog catalog, ProductSelector product, Match match) {
        return catalog.products().stream()
                .filter(release -> Applicability.of(release.product(), product) == match)
                .findFirst();
    }

    private static String describe(ProductSelector product) {
        return product.family() + " " + product.version() + " " + product.build() + " " + product.release();
    }
}
