package dev.patchproof.portal.api;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts per update, under names of the test's own: from single results, from the report, and from its CSV. */
final class ComplianceCount {
    private final Map<String, Long> counts = new TreeMap<>();

    /** One result more, read as a person would. */
    void count(JsonPath result) {
        List<Map<String, Object>> updates = result.getList("updates");
        for (Map<String, Object> update : updates) {
            if (!Boolean.TRUE.equals(update.get("counted"))) {
                continue;
            }
            String id = (String) update.get("updateId");
            String verdict = (String) update.get("verdict");
            @SuppressWarnings("unchecked")
            Map<String, Map<String, Object>> layers = (Map<String, Map<String, Object>>) update.get("layers");
            boolean claimed = "TRUE".equals(layers.get("CLAIMED").get("result"));
            add(id + " devices", 1);
            add(id + " " + verdict, 1);
            add(id + " claimed", claimed ? 1 : 0);
            add(id + " in force", verdict.equals("IN_FORCE") || verdict.equals("FOUND_NOT_CLAIMED") ? 1 : 0);
            add(id + " claimed, not found", verdict.equals("CLAIMED_NOT_FOUND") ? 1 : 0);
            add(id + " could not check", verdict.equals("COULD_NOT_CHECK") ? 1 : 0);
        }
    }

    static ComplianceCount reported(Response report) {
        ComplianceCount count = new ComplianceCount();
        List<Map<String, Object>> updates =
                report.then().statusCode(200).extract().jsonPath().getList("updates");
        for (Map<String, Object> update : updates) {
            String id = (String) update.get("updateId");
            count.add(id + " devices", number(update.get("devices")));
            count.add(id + " claimed", number(update.get("claimed")));
            count.add(id + " in force", number(update.get("inForce")));
            count.add(id + " claimed, not found", number(update.get("claimedNotFound")));
            count.add(id + " could not check", number(update.get("couldNotCheck")));
            @SuppressWarnings("unchecked")
            Map<String, Object> verdicts = (Map<String, Object>) update.get("verdicts");
            verdicts.forEach((verdict, devices) -> count.add(id + " " + verdict, number(devices)));
        }
        return count;
    }

    static ComplianceCount fromCsv(String csv) throws IOException {
        ComplianceCount count = new ComplianceCount();
        for (Map<String, String> row : CsvReading.rows(csv)) {
            String id = row.get("update_id");
            count.add(id + " devices", number(row.get("devices")));
            count.add(id + " claimed", number(row.get("claimed")));
            count.add(id + " in force", number(row.get("have_it_in_force")));
            count.add(id + " claimed, not found", number(row.get("claimed_and_not_found")));
            count.add(id + " could not check", number(row.get("not_checkable")));
            row.forEach((column, devices) -> {
                if (column.startsWith("verdict_")) {
                    count.add(
                            id + " " + column.substring("verdict_".length()).toUpperCase(Locale.ROOT), number(devices));
                }
            });
        }
        return count;
    }

    /** Without what was there before. */
    Map<String, Long> minus(ComplianceCount before) {
        ComplianceCount rest = new ComplianceCount();
        counts.forEach((name, devices) -> rest.add(name, devices - before.counts.getOrDefault(name, 0L)));
        return rest.asMap();
    }

    /** Without zeros, which the report writes and a count of single results does not. */
    Map<String, Long> asMap() {
        Map<String, Long> positive = new TreeMap<>(counts);
        positive.values().removeIf(devices -> devices == 0);
        return positive;
    }

    private void add(String name, long devices) {
        counts.merge(name, devices, Long::sum);
    }

    private static long number(Object value) {
        return Long.parseLong(String.valueOf(value));
    }
}
