package dev.patchproof.portal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** How much is kept is told as it grows; what is no gzip is told by the uploads of the API's tests. */
class GunzipTest {

    @Test
    void whatComesOut_isCounted() throws IOException {
        AtomicInteger counted = new AtomicInteger();

        assertThat(Gunzip.expand(gzip(100_000), 100_000, counted::addAndGet)).hasSize(100_000);

        assertThat(counted).hasValue(100_000);
    }

    @Test
    void roomThatEnds_endsTheExpanding() throws IOException {
        AtomicInteger counted = new AtomicInteger();
        byte[] packed = gzip(8_000_000);

        assertThatThrownBy(() -> Gunzip.expand(packed, 8_000_000, more -> {
                    if (counted.addAndGet(more) > 50_000) {
                        throw new ProblemException(new Problem("portal-busy", 503, "busy", ""));
                    }
                }))
                .isInstanceOf(ProblemException.class);

        assertThat(counted.get()).isLessThan(70_000);
    }

    private static byte[] gzip(int size) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[size]);
        }
        return packed.toByteArray();
    }
}
