package dev.patchproof.portal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

final class IdsOutOfTheLogTest {
    private final IdsOutOfTheLog filter = new IdsOutOfTheLog();

    @Test
    void idInAParameter_isTakenOut() {
        ExtLogRecord record = new ExtLogRecord(
                Level.SEVERE, "HTTP Request to %s failed: 100%% sure", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"/results/Yc81nT4uWqZ0sLr5Yc81nT4u/delete"});

        assertThat(filter.isLoggable(record)).isTrue();

        assertThat(record.getMessage()).isEqualTo("HTTP Request to /results/(id)/delete failed: 100% sure");
    }

    @Test
    void idInAPlainRecord_isTakenOut() {
        LogRecord record = new LogRecord(Level.INFO, "GET /api/v1/checks/Yc81nT4u-qZ0_Lr5Yc81nT4u");

        assertThat(filter.isLoggable(record)).isTrue();

        assertThat(record.getMessage()).isEqualTo("GET /api/v1/checks/(id)");
    }

    @Test
    void messageWithoutPath_staysAsItIs() {
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, "Removed %d expired checks", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {3});

        assertThat(filter.isLoggable(record)).isTrue();

        assertThat(record.getParameters()).containsExactly(3);
    }
}
