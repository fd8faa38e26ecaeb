package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.PackageArchive;
import dev.patchproof.evidence.ProductSelector;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether somebody other than the distribution built an installed package under the name of the distribution's. Its
 * version may be above the fixed one and the hole open all the same: another upstream release, of which the
 * distribution's numbers say nothing.
 *
 * <p>The archives of apt's lists tell, where one offers this very version. Where none does, nothing follows: an index
 * lists only the newest version, and lists grow old. Then the version itself is looked at.
 */
final class OtherMaker {
    /** Origins, by their Release files, that are the distribution's own. */
    private static final Map<OsFamily, Set<String>> DISTRIBUTION = Map.of(
            OsFamily.DEBIAN, Set.of("Debian", "Debian Backports"),
            OsFamily.UBUNTU, Set.of("Ubuntu", "UbuntuESM", "UbuntuESMApps"));

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** What Debian and Ubuntu write into the versions of their stable releases and of the updates to them. */
    private static final Map<OsFamily, Pattern> MARKS = Map.of(
            OsFamily.DEBIAN, Pattern.compile("[+~]deb\\d"),
            OsFamily.UBUNTU, Pattern.compile("\\dubuntu\\d|~\\d\\d\\.\\d\\d|\\dbuild\\d"));

    /** What both write into the versions of packages that were rebuilt from a later release. */
    private static final Pattern BACKPORT = Pattern.compile("~bpo\\d");

    private static final String BACKPORTS = "backports";
    private static final Pattern AFTER_UPSTREAM_RELEASE = Pattern.compile("[-+~].*");

    /** The release's number in the mark. */
    private static final Map<OsFamily, Pattern> OF_RELEASE = Map.of(
            OsFamily.DEBIAN, Pattern.compile("[+~]deb(\\d+)"),
            OsFamily.UBUNTU, Pattern.compile("(?:~|ubuntu\\d\\.)(\\d\\d\\.(?:04|10))(?!\\d)"));

    /** Where one of these holds, a package's version says nothing about the fix, and so neither does its record. */
    private static final Set<ReasonCode> GROUNDS = EnumSet.of(
            ReasonCode.PACKAGE_FROM_OTHER_MAKER,
            ReasonCode.PACKAGE_FROM_OTHER_ARCHIVE,
            ReasonCode.PACKAGE_FROM_OTHER_RELEASE,
            ReasonCode.PACKAGE_FROM_NO_ARCHIVE);

    private final OsFamily family;
    private final String version;
    private final String release;

    OtherMaker(ProductSelector product) {
        this.family = product.family();
        this.version = product.version();
        this.release = product.release();
    }

    /** Whether a claim is unknown since a package may be another maker's. */
    static boolean isGroundOf(LayerAppraisal claimed) {
        return claimed.is(LayerResult.UNKNOWN) && GROUNDS.stream().anyMatch(claimed::has);
    }

    /** Why the package may be another maker's; empty where it is, as far as can be seen, the distribution's. */
    Optional<Reason> suspected(DebianPackage known, DebianVersion fixed) {
        return known.archives()
                .<Optional<Reason>>fold(
                        archives -> ofArchives(known, archives, fixed),
                        () -> byVersion(known, fixed, ReasonCode.PACKAGE_FROM_NO_ARCHIVE),
                        missing -> byVersion(known, fixed, ReasonCode.PACKAGE_FROM_OTHER_MAKER),
                        failed -> byVersion(known, fixed, ReasonCode.PACKAGE_FROM_OTHER_MAKER));
    }

    private Optional<Reason> ofArchives(DebianPackage known, List<PackageArchive> archives, DebianVersion fixed) {
        if (!isDistributions(archives)) {
            return Optional.of(new Reason(
                    ReasonCode.PACKAGE_FROM_OTHER_ARCHIVE,
                    known.name(),
                    fixed.toString(),
                    known.version() + ", " + names(archives, PackageArchive::origin)));
        }
        return isAbove(known.version(), fixed) && archives.stream().noneMatch(this::isOfRelease)
                ? Optional.of(new Reason(
                        ReasonCode.PACKAGE_FROM_OTHER_RELEASE,
                        known.name(),
                        fixed.toString(),
                        known.version() + ", " + names(archives, PackageArchive::codename)))
                : Optional.empty();
    }

    /**
     * The release itself and its side suites, bookworm and bookworm-security; each release is repaired by itself. Backports
     * are a later release's packages, which the release's own repairs pass by.
     */
    private boolean isOfRelease(PackageArchive archive) {
        return isDistributions(List.of(archive))
                && !isBackports(archive)
                && (archive.codename().equals(release) || archive.codename().startsWith(release + "-"));
    }

    /** Debian says so in origin, codename and suite, Ubuntu in the suite alone. */
    private static boolean isBackports(PackageArchive archive) {
        return Stream.of(archive.origin(), archive.codename(), archive.suite())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(BACKPORTS));
    }

    /** Whether one of these archives is the distribution's own. */
    boolean isDistributions(List<PackageArchive> archives) {
        Set<String> own = DISTRIBUTION.getOrDefault(family, Set.of());
        return archives.stream().map(PackageArchive::origin).anyMatch(own::contains);
    }

    /** What the archives say of themselves; one that does not say has no name. */
    private static String names(List<PackageArchive> archives, Function<PackageArchive, String> name) {
        return archives.stream()
                .map(name)
                .map(said -> said.isBlank() ? "?" : said)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Optional<Reason> byVersion(DebianPackage known, DebianVersion fixed, ReasonCode code) {
        String installed = known.version();
        if (isAbove(installed, fixed) && BACKPORT.matcher(installed).find()) {
            return Optional.of(
                    new Reason(ReasonCode.PACKAGE_FROM_OTHER_RELEASE, known.name(), fixed.toString(), installed));
        }
        Pattern mark = MARKS.getOrDefault(family, NOTHING);
        if (!isAbove(installed, fixed) || !mark.matcher(fixed.toString()).find()) {
            return Optional.empty();
        }
        if (isMarkedForOtherRelease(installed)) {
            return Optional.of(
                    new Reason(ReasonCode.PACKAGE_FROM_OTHER_RELEASE, known.name(), fixed.toString(), installed));
        }
        boolean comparable = upstreamRelease(installed).equals(upstreamRelease(fixed.toString()));
        return comparable || mark.matcher(installed).find()
                ? Optional.empty()
                : Optional.of(new Reason(code, known.name(), fixed.toString(), installed));
    }

    /** What was rebuilt for an older release has the mark of that one behind its own: the last one tells. */
    private boolean isMarkedForOtherRelease(String installed) {
        Optional<String> last = OF_RELEASE
                .getOrDefault(family, NOTHING)
                .matcher(installed)
                .results()
                .map(mark -> mark.group(1))
                .reduce((earlier, later) -> later);
        return !version.equals(ProductSelector.UNKNOWN)
                && last.filter(marked -> !marked.equals(version)).isPresent();
    }

    /** A version below the fixed one is not repaired by whoever made it, as far as its number goes. */
    private static boolean isAbove(String installed, DebianVersion fixed) {
        try {
            return new DebianVersion(installed).compareTo(fixed) >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String upstreamRelease(String version) {
        return AFTER_UPSTREAM_RELEASE
                .matcher(version.substring(version.indexOf(':') + 1))
                .replaceFirst("");
    }
}
