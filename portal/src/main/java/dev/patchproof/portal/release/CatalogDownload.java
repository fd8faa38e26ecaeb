package dev.patchproof.portal.release;

import dev.patchproof.portal.release.DownloadException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One attempt to get a release over HTTP. Redirects are not followed: the address is an administrator's decision, and a
 * sign-in page is no release.
 */
final class CatalogDownload {
    private static final Set<String> TYPES =
            Set.of("application/zip", "application/x-zip-compressed", "application/octet-stream");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration timeout;
    private final int maxSize;

    /**
     * With these bounds.
     *
     * @param timeout for the whole, from connecting to the last byte
     * @param maxSize bytes of the file at most
     */
    CatalogDownload(Duration timeout, int maxSize) {
        this.timeout = timeout;
        this.maxSize = maxSize;
    }

    /**
     * Gets the file.
     *
     * @param known entity tag of the file that is at hand; empty where there is none
     * @return empty where the file at hand is still the newest
     */
    Optional<Fetched> get(URI address, Optional<String> known) throws DownloadException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(timeout).header("Accept", String.join(", ", TYPES));
        known.ifPresent(tag -> request.header("If-None-Match", tag));
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request.build(), info -> body(info));
        try {
            return answer(exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS), known);
        } catch (TimeoutException tooSlow) {
            throw tooSlow();
        } catch (ExecutionException failed) {
            throw failure(failed);
        } finally {
            exchange.cancel(true);
        }
    }

    private BodySubscriber<byte[]> body(ResponseInfo info) {
        if (info.statusCode() != 200) {
            return BodySubscribers.replacing(new byte[0]);
        }
        Optional<DownloadException> refused = refused(info);
        return refused.<BodySubscriber<byte[]>>map(RefusedBody::new).orElseGet(() -> new LimitedBody(maxSize));
    }

    /** What the head of the answer says already. */
    private Optional<DownloadException> refused(ResponseInfo info) {
        String type = info.headers()
                .firstValue("Content-Type")
                .map(value -> value.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("none");
        if (!TYPES.contains(type)) {
            return Optional.of(new DownloadException(
                    Reason.WRONG_TYPE,
                    "expected content type application/zip or application/octet-stream, found " + plain(type)));
        }
        long length = info.headers().firstValueAsLong("Content-Length").orElse(0);
        return length > maxSize
                ? Optional.of(new DownloadException(
                        Reason.TOO_LARGE, "expected at most " + maxSize + " bytes, found " + length + " announced"))
                : Optional.empty();
    }

    private static Optional<Fetched> answer(HttpResponse<byte[]> response, Optional<String> known)
            throws DownloadException {
        int status = response.statusCode();
        if (status == 200) {
            return Optional.of(new Fetched(response.body(), response.headers().firstValue("ETag")));
        }
        if (status == 304 && known.isPresent()) {
            return Optional.empty();
        }
        String location = response.headers()
                .firstValue("Location")
                .map(to -> " to " + plain(to) + ", which is not followed: set that address where it is the right one")
                .orElse("");
        boolean busy = status >= 500 || status == 429;
        throw new DownloadException(
                busy ? Reason.SERVER_FAILED : Reason.NOT_THE_FILE, "expected status 200, found " + status + location);
    }

    private DownloadException failure(ExecutionException failed) {
        Throwable cause = failed.getCause();
        while (cause != null && !(cause instanceof DownloadException) && cause.getCause() instanceof IOException) {
            cause = cause.getCause();
        }
        if (cause instanceof DownloadException known) {
            return known;
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return tooSlow();
        }
        return new DownloadException(Reason.NOT_REACHED, "expected an answer, found " + cause);
    }

    private DownloadException tooSlow() {
        return new DownloadException(
                Reason.TOO_SLOW, "expected the whole file within " + timeout + ", found it not finished");
    }

    private static String plain(String text) {
        String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > 200 ? shown.substring(0, 200) + "..." : shown;
    }

    /** The file and its entity tag. */
    static final class Fetched {
        private final byte[] bytes;
        private final Optional<String> tag;

        Fetched(byte[] bytes, Optional<String> tag) {
            this.bytes = bytes;
            this.tag = tag;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        Optional<String> tag() {
            return tag;
        }
    }

    /** A body that is not looked at. */
    private static final class RefusedBody implements BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> body;

        RefusedBody(DownloadException why) {
            body = CompletableFuture.failedFuture(why);
        }

        @Override
        public CompletableFuture<byte[]> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(java.util.List<java.nio.ByteBuffer> buffers) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
