package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.Update;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether fixes that only Ubuntu Pro brings count for a computer. They do where the organisation says so, and where the
 * computer shows that it gets them: a package of Pro is installed. Elsewhere a fix that nobody there can install is not
 * called missing; how many there are is said beside the verdict.
 *
 * <p>A limit: a computer that was attached to Pro and never installed anything of it looks like one without Pro.
 *
 * @param seen whether the computer shows that it gets them
 * @param required whether the organisation says that every computer with Ubuntu must have them
 */
record UbuntuPro(boolean seen, boolean required) {
    /** Edition by which the catalog tells the support of Pro from that for everybody. */
    private static final String EDITION = "pro";

    private static final Set<String> ORIGINS = Set.of("UbuntuESM", "UbuntuESMApps");
    /** What Pro's builds have in their versions; its kernels have not. */
    private static final Pattern MARK = Pattern.compile("[+~]esm\\d");

    private static final int MOST_NAMES = 20;

    static UbuntuPro of(Evidence evidence, AppraisalPolicy policy) {
        return new UbuntuPro(PackageNotes.installed(evidence).anyMatch(UbuntuPro::isOfPro), policy.requiresUbuntuPro());
    }

    /** The edition whose support counts. */
    String edition(ProductSelector product) {
        return seen && product.family() == OsFamily.UBUNTU ? EDITION : product.edition();
    }

    /** Whether the verdict says nothing about the computer, as it cannot have the update; it has it where it claims it. */
    boolean withholds(Judged judged) {
        return !seen
                && !required
                && isOnlyWithPro(judged.update())
                && !judged.best().claimed().is(LayerResult.TRUE);
    }

    /** What to say of the updates that are withheld; nothing where none is. */
    static Optional<Reason> ground(List<Judged> withheld) {
        return withheld.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason(
                        ReasonCode.FIXES_ONLY_WITH_PRO,
                        withheld.stream()
                                        .map(Judged::id)
                                        .sorted()
                                        .limit(MOST_NAMES)
                                        .collect(Collectors.joining(", "))
                                + (withheld.size() > MOST_NAMES ? ", ..." : ""),
                        "",
                        Integer.toString(withheld.size())));
    }

    private static boolean isOnlyWithPro(Update update) {
        return update.fixes().stream().allMatch(fix -> fix.line().equals(Fix.PRO));
    }

    private static boolean isOfPro(DebianPackage known) {
        return MARK.matcher(known.version()).find()
                || known.archives()
                        .<Boolean>fold(
                                archives -> archives.stream().anyMatch(archive -> ORIGINS.contains(archive.origin())),
                                () -> false,
                                missing -> false,
                                failed -> false);
    }
}
