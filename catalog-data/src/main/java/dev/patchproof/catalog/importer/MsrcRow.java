package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import java.util.Comparator;

/**
 * What one monthly document says of one update and one product; every text as found.
 *
 * @param kb number of the update, or what stands in its place
 */
record MsrcRow(
        YearMonth month,
        String kb,
        String product,
        String fixedBuild,
        String supersedence,
        String restart,
        String subType)
        implements Comparable<MsrcRow> {
    private static final Comparator<MsrcRow> ORDER = Comparator.comparing(MsrcRow::month)
            .thenComparing(MsrcRow::kb)
            .thenComparing(MsrcRow::product)
            .thenComparing(MsrcRow::fixedBuild)
            .thenComparing(MsrcRow::supersedence)
            .thenComparing(MsrcRow::restart)
            .thenComparing(MsrcRow::subType);

    MsrcRow {
        requireNonNull(month, "month");
        requireNonNull(kb, "kb");
        requireNonNull(product, "product");
        requireNonNull(fixedBuild, "fixedBuild");
        requireNonNull(supersedence, "supersedence");
        requireNonNull(restart, "restart");
        requireNonNull(subType, "subType");
    }

    @Override
    public int compareTo(MsrcRow other) {
        return ORDER.compare(this, other);
    }

    /** Written in two ways, and for Azure in two more. */
    boolean hotpatch() {
        return subType.contains("Hotpatch") || product.endsWith("Hotpatch");
    }
}
