package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.catalog.importer.MsrcFacts.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rows as found to rows that were understood, each by itself; what is wrong with one goes into the quarantine. */
final class WindowsRows {
    private static final Pattern KB = Pattern.compile("(?:KB)?(\\d{6,7})");
    private static final Pattern PADDED = Pattern.compile("(?:[\\d.]*\\.)?0\\d[\\d.]*");
    private static final Set<String> LEAVE_NO_REVISION =
            Set.of("servicing stack update", "servicingstackupdate", "setup du", "safe os du");
    private static final Set<String> RESTARTS = Set.of("yes", "no", "maybe");

    private final QuarantineLog log;

    private WindowsRows(QuarantineLog log) {
        this.log = log;
    }

    static List<WindowsRow> of(MsrcFacts facts, QuarantineLog log) {
        WindowsRows rows = new WindowsRows(log);
        facts.otherProducts()
                .forEach((product, count) -> log.reject(
                        "", Defect.PRODUCT_NOT_JUDGED, product + ": " + count + " entries", "an operating system"));
        List<WindowsRow> understood = new ArrayList<>();
        facts.rows().forEach((row, fixed) -> rows.row(row, fixed).ifPresent(understood::add));
        return understood;
    }

    private Optional<WindowsRow> row(MsrcRow row, Fixed fixed) {
        var kb = KB.matcher(row.kb());
        if (!kb.matches()) {
            log.reject(row.kb(), Defect.SUBJECT_MISSING, row.product() + ": '" + row.kb() + "'", "a KB number");
            return Optional.empty();
        }
        String id = "KB" + kb.group(1);
        if (WindowsReleases.isOlder(row.product())) {
            log.reject(id, Defect.REVISION_NOT_KEPT, "a release before Windows 10", "Windows 10 or later");
            return Optional.empty();
        }
        Optional<WindowsReleases.Named> named = WindowsReleases.named(row.product());
        if (named.isEmpty()) {
            log.reject(id, Defect.PRODUCT_UNKNOWN, row.product(), "the name of a known release");
            return Optional.empty();
        }
        SupersedenceText supersedence = SupersedenceText.of(row.supersedence());
        supersedence
                .notUnderstood()
                .forEach(text ->
                        log.doubt(id, Defect.SUPERSEDENCE_MALFORMED, text, "KB numbers, of which the rest is taken"));
        return Optional.of(new WindowsRow(
                id,
                row.month(),
                named.get().target(),
                named.get().architecture(),
                named.get().limits(),
                revision(id, row, named.get().target()),
                row.hotpatch(),
                restart(id, row),
                supersedence.kbs(),
                fixed));
    }

    private Optional<Integer> revision(String id, MsrcRow row, WindowsTarget target) {
        if (LEAVE_NO_REVISION.contains(row.subType().toLowerCase(Locale.ROOT))) {
            log.reject(id, Defect.FIX_LEAVES_NO_REVISION, row.subType(), "a cumulative update or a hotpatch");
            return Optional.empty();
        }
        if (row.fixedBuild().isEmpty()) {
            log.reject(id, Defect.FIX_NOT_SAID, "no build", "a build such as 10.0." + target.build() + ".1234");
            return Optional.empty();
        }
        String found = row.product() + ": " + row.fixedBuild();
        if (PADDED.matcher(row.fixedBuild()).matches()) {
            log.reject(id, Defect.LEADING_ZEROS, found, "numbers without zeros in front");
            return Optional.empty();
        }
        WindowsVersion fixed;
        try {
            fixed = WindowsVersion.parse(row.fixedBuild());
        } catch (IllegalArgumentException notAVersion) {
            log.reject(id, Defect.FIX_MALFORMED, found, "a build such as 10.0." + target.build() + ".1234");
            return Optional.empty();
        }
        if (fixed.major() != 10 || fixed.minor() != 0 || WindowsReleases.line(fixed.build()) != target.line()) {
            log.reject(id, Defect.FIX_OF_ANOTHER_PRODUCT, found, "10.0." + target.build());
            return Optional.empty();
        }
        if (fixed.build() != target.build()) {
            log.doubt(id, Defect.FIX_OF_ANOTHER_PRODUCT, found, "10.0." + target.build() + "." + fixed.revision());
        }
        return Optional.of(fixed.revision());
    }

    private String restart(String id, MsrcRow row) {
        String restart = row.restart().toLowerCase(Locale.ROOT);
        if (!RESTARTS.contains(restart)) {
            log.doubt(id, Defect.RESTART_NOT_SAID, "'" + row.restart() + "'", "maybe");
            return "maybe";
        }
        if (row.hotpatch() && !restart.equals("no")) {
            log.doubt(id, Defect.HOTPATCH_WITH_RESTART, row.restart(), "No");
        }
        return restart;
    }
}
