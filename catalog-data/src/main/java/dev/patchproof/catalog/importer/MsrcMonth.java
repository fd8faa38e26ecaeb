package dev.patchproof.catalog.importer;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/** Months as MSRC names its documents: {@code 2026-Feb}. */
public final class MsrcMonth {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("uuuu-MMM")
            .toFormatter(Locale.ENGLISH);

    private MsrcMonth() {}

    /** The month that a name such as {@code 2026-Feb} is of; empty where it is none. */
    public static Optional<YearMonth> parse(String text) {
        try {
            return Optional.of(YearMonth.parse(text, FORM));
        } catch (DateTimeException notAMonth) {
            return Optional.empty();
        }
    }

    /** Such as {@code 2026-Feb}. */
    public static String name(YearMonth month) {
        return FORM.format(month);
    }

    /** The second Tuesday, on which the month's document appears. */
    public static LocalDate release(YearMonth month) {
        return month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.TUESDAY));
    }
}
