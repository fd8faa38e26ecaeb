package dev.patchproof.portal.home;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** Durations as Quarkus reads them, with a refusal that says what was expected. */
public final class StrictDuration implements Converter<Duration> {
    @Override
    public Duration convert(String value) {
        try {
            return DurationConverter.parseDuration(value.strip());
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("expected a duration such as PT2H or P7D, found '" + value + "'", e);
        }
    }
}
