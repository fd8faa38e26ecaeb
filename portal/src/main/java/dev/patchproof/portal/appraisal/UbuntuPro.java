package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.UbuntuOffersFact;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether fixes that only Ubuntu Pro brings count for a computer. They do where the organisation says so, and where the
 * computer has Pro: its client says that it is attached, or a package of Pro is installed, or nothing denies it and apt
 * knows the archives of Pro. Elsewhere a fix that nobody there can install is not called missing; how many there are is
 * said beside the verdict. Where it cannot be told, nothing is called up to date over them.
 *
 * @param presence whether the computer has Pro
 * @param required whether the organisation says that every computer with Ubuntu must have it
 */
record UbuntuPro(Presence presence, boolean required) {
    /** Edition by which the catalog tells the support of Pro from that for everybody. */
    private static final String EDITION = "pro";

    private static final Set<String> ORIGINS = Set.of("UbuntuESM", "UbuntuESMApps");
    /** What Pro's builds have in their versions; its kernels have not. */
    private static final Pattern MARK = Pattern.compile("[+~]esm\\d");

    /** Whether a computer has Pro. */
    enum Presence {
        /** It has, and apt knows the archives that bring the fixes, or nobody saw the lists. */
        THERE,
        /** It is attached, and apt does not know the archives that bring the fixes. */
        THERE_WITHOUT_ARCHIVES,
        NOT_THERE,
        UNCLEAR
    }

    static UbuntuPro of(Evidence evidence, AppraisalPolicy policy) {
        boolean installed = PackageNotes.installed(evidence).anyMatch(UbuntuPro::isOfPro);
        return new UbuntuPro(
                evidence.find(new Query.UbuntuOffers())
                        .<Presence>fold(
                                fact -> presence(fact, installed),
                                () -> withoutAnswer(installed),
                                missing -> withoutAnswer(installed),
                                failed -> withoutAnswer(installed)),
                policy.requiresUbuntuPro());
    }

    private static Presence withoutAnswer(boolean installed) {
        return installed ? Presence.THERE : Presence.UNCLEAR;
    }

    private static Presence presence(UbuntuOffersFact fact, boolean installed) {
        Optional<Boolean> listed = fact.archives()
                .<Optional<Boolean>>fold(
                        archives -> Optional.of(archives.stream().anyMatch(each -> isOfPro(each.archive()))),
                        Optional::empty,
                        missing -> Optional.empty(),
                        failed -> Optional.empty());
        Presence unsaid =
                listed.map(known -> known ? Presence.THERE : Presence.NOT_THERE).orElse(Presence.UNCLEAR);
        Presence told = fact.attached()
                .<Presence>fold(
                        said -> said(said, listed),
                        () -> unsaid, // a client that was never used writes no status
                        missing -> unreadable(listed),
                        failed -> unreadable(listed));
        return installed && told != Presence.THERE_WITHOUT_ARCHIVES ? Presence.THERE : told;
    }

    /** Clients of before 2023 gave the archives of Pro, barred, to computers without it: then only a package tells. */
    private static Presence said(String attached, Optional<Boolean> listed) {
        if (attached.equals("true")) {
            return listed.orElse(true) ? Presence.THERE : Presence.THERE_WITHOUT_ARCHIVES;
        }
        return attached.equals("false") && !listed.orElse(false) ? Presence.NOT_THERE : Presence.UNCLEAR;
    }

    /** Attached computers whose services are off have no archives of Pro: their absence alone tells nothing. */
    private static Presence unreadable(Optional<Boolean> listed) {
        return listed.orElse(false) ? Presence.THERE : Presence.UNCLEAR;
    }

    private boolean isThere() {
        return presence == Presence.THERE || presence == Presence.THERE_WITHOUT_ARCHIVES;
    }

    /** The edition whose support counts. */
    String edition(ProductSelector product) {
        return isThere() && product.family() == OsFamily.UBUNTU ? EDITION : product.edition();
    }

    /** Whether the verdict says nothing about the computer, as it cannot have the update; it has it where it claims it. */
    boolean withholds(Judged judged) {
        return !isThere()
                && !required
                && isOnlyWithPro(judged.update())
                && !judged.best().claimed().is(LayerResult.TRUE);
    }

    /** Why nothing may be called up to date over the updates that are withheld. */
    Optional<Reason> doubt(List<Judged> withheld) {
        return presence == Presence.UNCLEAR ? Withheld.ground(ReasonCode.PRO_NOT_KNOWN, withheld) : Optional.empty();
    }

    /** What else to say: of the updates that are withheld, or of a computer with Pro that cannot get any. */
    Optional<Reason> ground(List<Judged> withheld) {
        return switch (presence) {
            case NOT_THERE -> Withheld.ground(ReasonCode.FIXES_ONLY_WITH_PRO, withheld);
            case THERE_WITHOUT_ARCHIVES -> Optional.of(new Reason(ReasonCode.PRO_WITHOUT_ARCHIVES, "", "", ""));
            case THERE, UNCLEAR -> Optional.empty();
        };
    }

    private static boolean isOnlyWithPro(Update update) {
        return update.fixes().stream().allMatch(fix -> fix.line().equals(Fix.PRO));
    }

    private static boolean isOfPro(DebianPackage known) {
        return MARK.matcher(known.version()).find()
                || known.archives()
                        .<Boolean>fold(
                                archives -> archives.stream().anyMatch(UbuntuPro::isOfPro),
                                () -> false,
                                missing -> false,
                                failed -> false);
    }

    private static boolean isOfPro(PackageArchive archive) {
        return ORIGINS.contains(archive.origin());
    }
}
