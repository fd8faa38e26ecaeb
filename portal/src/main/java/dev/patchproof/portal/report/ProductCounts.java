package dev.patchproof.portal.report;

import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.OverallVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the devices of one product stand.
 *
 * @param productId empty for computers of no product in the catalog
 * @param name empty where the catalog in use does not have it
 * @param devices newest results, one per device; a deleted one counts as a device of its own
 * @param deleted those among them whose owner deleted everything but this count
 * @param stale those among them that must not be relied on any more
 * @param claimedUpToDateAndNot whose bookkeeping says up to date, and that are not: {@code NOT_UP_TO_DATE}
 * @param claimedVerdicts what bookkeeping alone would have said
 * @param verdicts what was found
 */
public record ProductCounts(
        String productId,
        String name,
        long devices,
        long deleted,
        long stale,
        long claimedUpToDateAndNot,
        Map<ClaimedVerdict, Long> claimedVerdicts,
        Map<OverallVerdict, Long> verdicts) {
    public ProductCounts {
        claimedVerdicts = Map.copyOf(claimedVerdicts);
        verdicts = Map.copyOf(verdicts);
    }

    /** In the order of the verdicts. */
    @Override
    public Map<ClaimedVerdict, Long> claimedVerdicts() {
        return new EnumMap<>(claimedVerdicts);
    }

    /** In the order of the verdicts. */
    @Override
    public Map<OverallVerdict, Long> verdicts() {
        return new EnumMap<>(verdicts);
    }

    static final Csv<ProductCounts> CSV = csv();

    private static Csv<ProductCounts> csv() {
        List<Csv.Column<ProductCounts>> columns = new ArrayList<>(List.of(
                new Csv.Column<>("product_id", ProductCounts::productId),
                new Csv.Column<>("name", ProductCounts::name),
                new Csv.Column<>("devices", ProductCounts::devices),
                new Csv.Column<>("deleted", ProductCounts::deleted),
                new Csv.Column<>("stale", ProductCounts::stale),
                new Csv.Column<>("claimed_up_to_date_and_not", ProductCounts::claimedUpToDateAndNot)));
        for (ClaimedVerdict verdict : ClaimedVerdict.values()) {
            columns.add(new Csv.Column<>(
                    "claimed_" + verdict.name().toLowerCase(Locale.ROOT),
                    counts -> counts.claimedVerdicts().getOrDefault(verdict, 0L)));
        }
        for (OverallVerdict verdict : OverallVerdict.values()) {
            columns.add(new Csv.Column<>("found_" + verdict.name().toLowerCase(Locale.ROOT), counts -> counts.verdicts()
                    .getOrDefault(verdict, 0L)));
        }
        return new Csv<>(columns);
    }
}
