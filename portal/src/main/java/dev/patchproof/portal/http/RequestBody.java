package dev.patchproof.portal.http;

import dev.patchproof.portal.home.Settings;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of UTF-8 text: within their limit, packed as well as expanded, and within time, since a body that trickles
 * in keeps a thread.
 */
@Singleton
public final class RequestBody {
    private final Duration patience;
    private final CurrentVertxRequest request;

    @Inject
    RequestBody(Settings settings, CurrentVertxRequest request) {
        this.patience = settings.upload().timeout();
        this.request = request;
    }

    /**
     * Reads a small body that came as it is.
     *
     * @throws ProblemException 413 above the limit, 408 after the time, 400 where it is not that text
     */
    public String text(InputStream body, int limit) {
        return text(body, null, limit, more -> {});
    }

    /**
     * Reads a body.
     *
     * @param encoding its Content-Encoding, which {@link BodyLimit} let pass: none, or gzip
     * @param meter hears of what comes in and of what it is expanded to
     * @throws ProblemException 413 above the limit, 408 after the time, 400 where it is not that text, or what the meter
     *     throws
     */
    public String text(InputStream body, @Nullable String encoding, int limit, BodyMeter meter) {
        byte[] bytes = readAll(body, limit, meter);
        boolean plain = encoding == null || encoding.isBlank() || BodyLimit.isIdentity(encoding);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain ? bytes : Gunzip.expand(bytes, limit, meter)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("UTF-8 text expected.");
        }
    }

    private byte[] readAll(InputStream body, int limit, BodyMeter meter) {
        long start = System.nanoTime();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        try {
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                meter.count(length);
                read.write(piece, 0, length);
                if (read.size() > limit) {
                    throw new ProblemException(BodyLimit.tooLarge(limit));
                }
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw new ProblemException(new Problem(
                            "body-too-slow",
                            408,
                            "The body came too slowly",
                            "Send all of it within " + patience + "."));
                }
            }
        } catch (ProblemException unfinished) {
            closeOnceAnswered();
            throw unfinished;
        } catch (IOException e) {
            throw malformed("It ended early, or nothing more of it came.");
        }
        return read.toByteArray();
    }

    /** What is left of the body is not waited for: whoever goes on sending it finds the connection closed. */
    private void closeOnceAnswered() {
        RoutingContext context = request.getCurrent();
        context.addEndHandler(answered -> context.request().connection().close());
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new Problem("body-malformed", 400, "The body cannot be read", detail));
    }
}
