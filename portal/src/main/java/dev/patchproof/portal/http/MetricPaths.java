package dev.patchproof.portal.http;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Keeps ids out of the metrics, which anybody may read. Quarkus names the template of a path ({@code
 * /results/{resultId}}), but the path itself where no resource method was reached: wrong method, format or media type,
 * OPTIONS, a refusal before routing. Ids are longer than any name in a path of ours.
 */
final class MetricPaths {
    private static final Pattern WITH_AN_ID = Pattern.compile("[^/]{20}");

    private MetricPaths() {}

    @Produces
    @Singleton
    static MeterFilter withoutIds() {
        return MeterFilter.replaceTagValues(
                "uri", path -> WITH_AN_ID.matcher(path).find() ? "OTHER" : path);
    }
}
