package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import dev.patchproof.catalog.importer.MsrcFacts.Fixed;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * A row whose parts were understood.
 *
 * @param id in the catalog's form: {@code KB5077181}
 * @param architecture as the catalog writes it; empty for servers, which have x64 alone
 * @param limits what else the product's name says of the computers that it is for
 * @param revision of the target's build; empty where the document gives none that tells the update
 * @param restart yes, no or maybe
 */
record WindowsRow(
        String id,
        YearMonth month,
        WindowsTarget target,
        Optional<String> architecture,
        WindowsReleases.Limits limits,
        Optional<Integer> revision,
        boolean hotpatch,
        String restart,
        List<String> supersedes,
        Fixed fixed) {
    WindowsRow {
        requireNonNull(id, "id");
        requireNonNull(month, "month");
        requireNonNull(target, "target");
        requireNonNull(architecture, "architecture");
        requireNonNull(limits, "limits");
        requireNonNull(revision, "revision");
        requireNonNull(restart, "restart");
        supersedes = List.copyOf(supersedes);
        requireNonNull(fixed, "fixed");
    }
}
