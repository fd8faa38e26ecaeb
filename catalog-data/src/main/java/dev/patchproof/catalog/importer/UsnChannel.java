package dev.patchproof.catalog.importer;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who gets what a pocket of Ubuntu's archive holds. */
enum UsnChannel {
    /** Everybody. */
    PUBLIC,
    /** Computers attached to Ubuntu Pro. */
    PRO;

    private static final Map<String, UsnChannel> POCKETS = Map.of(
            "security", PUBLIC,
            "updates", PUBLIC,
            "esm-infra", PRO,
            "esm-apps", PRO,
            "esm-infra-legacy", PRO,
            "esm-apps-legacy", PRO);

    private static final Pattern MARK = Pattern.compile("[+~]esm\\d");

    /** Empty where it is a product of its own (fips, realtime) or not known. */
    static Optional<UsnChannel> ofPocket(String pocket) {
        return Optional.ofNullable(POCKETS.get(pocket));
    }

    /** Whether a version says itself that it was built for Pro; many of Pro's, kernels first, do not. */
    static boolean isMarked(String version) {
        return MARK.matcher(version).find();
    }
}
