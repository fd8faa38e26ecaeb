package dev.patchproof.portal.report;

import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How one update stands on the devices that it applies to.
 *
 * @param updateId id in the catalog
 * @param description empty where the catalog in use no longer has it
 * @param productId the product counted; empty in a row over all products, and for computers of no known product
 * @param devices devices whose newest result judges it
 * @param claimed whose bookkeeping says that it is installed
 * @param inForce that have it in force, claimed or not
 * @param claimedNotFound whose bookkeeping says so and whose files say no
 * @param couldNotCheck where it could not be checked
 * @param verdicts devices by verdict, all verdicts
 */
public record UpdateCounts(
        String updateId,
        String description,
        String productId,
        long devices,
        long claimed,
        long inForce,
        long claimedNotFound,
        long couldNotCheck,
        Map<UpdateVerdict, Long> verdicts) {
    public UpdateCounts {
        verdicts = Map.copyOf(verdicts);
    }

    static UpdateCounts of(
            String updateId, String description, String productId, long claimed, Map<UpdateVerdict, Long> counted) {
        Map<UpdateVerdict, Long> all = new EnumMap<>(UpdateVerdict.class);
        for (UpdateVerdict verdict : UpdateVerdict.values()) {
            all.put(verdict, counted.getOrDefault(verdict, 0L));
        }
        return new UpdateCounts(
                updateId,
                description,
                productId,
                all.values().stream().mapToLong(Long::longValue).sum(),
                claimed,
                counted.getOrDefault(UpdateVerdict.IN_FORCE, 0L)
                        + counted.getOrDefault(UpdateVerdict.FOUND_NOT_CLAIMED, 0L),
                counted.getOrDefault(UpdateVerdict.CLAIMED_NOT_FOUND, 0L),
                counted.getOrDefault(UpdateVerdict.COULD_NOT_CHECK, 0L),
                all);
    }

    /** In the order of the verdicts. */
    @Override
    public Map<UpdateVerdict, Long> verdicts() {
        return new EnumMap<>(verdicts);
    }

    static Csv<UpdateCounts> csv(boolean byProduct) {
        List<Csv.Column<UpdateCounts>> columns = new ArrayList<>();
        columns.add(new Csv.Column<>("update_id", UpdateCounts::updateId));
        columns.add(new Csv.Column<>("description", UpdateCounts::description));
        if (byProduct) {
            columns.add(new Csv.Column<>("product_id", UpdateCounts::productId));
        }
        columns.add(new Csv.Column<>("devices", UpdateCounts::devices));
        columns.add(new Csv.Column<>("claimed", UpdateCounts::claimed));
        columns.add(new Csv.Column<>("have_it_in_force", UpdateCounts::inForce));
        columns.add(new Csv.Column<>("claimed_and_not_found", UpdateCounts::claimedNotFound));
        columns.add(new Csv.Column<>("not_checkable", UpdateCounts::couldNotCheck));
        for (UpdateVerdict verdict : UpdateVerdict.values()) {
            columns.add(
                    new Csv.Column<>("verdict_" + verdict.name().toLowerCase(Locale.ROOT), counts -> counts.verdicts()
                            .getOrDefault(verdict, 0L)));
        }
        return new Csv<>(columns);
    }
}
