package dev.patchproof.portal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A point in time as the page prints it: in UTC, which app.js turns into the reader's own time.
 *
 * @param datetime for the time element's attribute of that name
 * @param words for people, with the zone named where there is a time of day
 */
record Moment(String datetime, String words) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static Moment of(Instant instant) {
        return new Moment(instant.truncatedTo(ChronoUnit.SECONDS).toString(), MINUTE.format(instant));
    }

    static Moment of(LocalDate day) {
        return new Moment(day.toString(), DAY.format(day));
    }
}
