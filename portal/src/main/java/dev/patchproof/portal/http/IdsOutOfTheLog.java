package dev.patchproof.portal.http;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Takes ids out of paths in log messages: whoever knows one reads the result. Nothing of ours logs a path; Quarkus does
 * where a request fails beyond our reach.
 */
@LoggingFilter(name = "ids-out-of-the-log")
public final class IdsOutOfTheLog implements Filter {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");
    private static final Pattern ID = Pattern.compile("(?<=/(?:checks|results)/)[A-Za-z0-9_-]+");

    @Override
    public boolean isLoggable(LogRecord record) {
        String message = MESSAGE.formatMessage(record);
        if (ID.matcher(message).find()) {
            String without = ID.matcher(message).replaceAll("(id)");
            record.setParameters(null);
            if (record instanceof ExtLogRecord extended) {
                extended.setMessage(without, ExtLogRecord.FormatStyle.NO_FORMAT);
            } else {
                record.setMessage(without);
            }
        }
        return true;
    }
}
