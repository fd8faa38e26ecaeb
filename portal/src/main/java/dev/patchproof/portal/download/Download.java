package dev.patchproof.portal.download;

import dev.patchproof.portal.download.DownloadException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One attempt to get a file over HTTP. Redirects are not followed: the address is an administrator's decision, and a
 * sign-in page is not the file.
 */
final class Download {
    /** Where the answer names no media type. */
    static final String NO_TYPE = "none";

    private static final Logger LOG = Logger.getLogger(Download.class);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Duration timeout;
    private final long maxSize;
    private final Path folder;

    /**
     * With these bounds.
     *
     * @param timeout for the whole, from connecting to the last byte
     * @param maxSize bytes of the file at most
     * @param folder where the file is written, under a name of its own
     */
    Download(Duration timeout, long maxSize, Path folder) {
        this.timeout = timeout;
        this.maxSize = maxSize;
        this.folder = folder;
    }

    /**
     * Gets the file.
     *
     * @param types media types that it may have, the likeliest first; {@link #NO_TYPE} where none may be named
     * @param known entity tag of the file that is at hand; empty where there is none
     * @return empty where the file at hand is still the newest
     */
    Optional<Fetched> get(URI address, List<String> types, Optional<String> known)
            throws DownloadException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(timeout).header("Accept", accepted(types));
        known.ifPresent(tag -> request.header("If-None-Match", tag));
        Path file = temporary();
        boolean whole = false;
        try (LimitedBody sink = new LimitedBody(file, maxSize)) {
            Optional<Fetched> fetched = get(request.build(), types, known, sink);
            whole = fetched.isPresent();
            return fetched;
        } catch (DownloadException failed) {
            throw failed;
        } catch (IOException notWritten) {
            throw notKept(notWritten);
        } finally {
            if (!whole) {
                delete(file);
            }
        }
    }

    private Optional<Fetched> get(HttpRequest request, List<String> types, Optional<String> known, LimitedBody sink)
            throws DownloadException, InterruptedException {
        CompletableFuture<HttpResponse<Path>> exchange = client.sendAsync(request, info -> body(info, types, sink));
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

    private BodySubscriber<Path> body(ResponseInfo info, List<String> types, LimitedBody sink) {
        if (info.statusCode() != 200) {
            return BodySubscribers.replacing(folder);
        }
        Optional<DownloadException> refused = refused(info, types);
        return refused.<BodySubscriber<Path>>map(RefusedBody::new).orElse(sink);
    }

    private static String accepted(List<String> types) {
        return types.stream().filter(type -> !type.equals(NO_TYPE)).collect(Collectors.joining(", "));
    }

    private Path temporary() throws DownloadException {
        try {
            return Files.createTempFile(folder, "download", ".part"); // 0600 where there are such modes
        } catch (IOException notWritten) {
            throw notKept(notWritten);
        }
    }

    private static DownloadException notKept(IOException why) {
        return new DownloadException(Reason.NOT_KEPT, "expected to write into the data directory, found " + why);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warnf("%s cannot be deleted: %s", file, stays);
        }
    }

    /** What the head of the answer says already. */
    private Optional<DownloadException> refused(ResponseInfo info, List<String> types) {
        String type = info.headers()
                .firstValue("Content-Type")
                .map(value -> value.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
                .orElse(NO_TYPE);
        if (!types.contains(type)) {
            return Optional.of(new DownloadException(
                    Reason.WRONG_TYPE,
                    "expected content type " + String.join(" or ", types) + ", found " + plain(type)));
        }
        long length = info.headers().firstValueAsLong("Content-Length").orElse(0);
        return length > maxSize
                ? Optional.of(new DownloadException(
                        Reason.TOO_LARGE, "expected at most " + maxSize + " bytes, found " + length + " announced"))
                : Optional.empty();
    }

    private static Optional<Fetched> answer(HttpResponse<Path> response, Optional<String> known)
            throws DownloadException {
        int status = response.statusCode();
        if (status == 200) {
            return Optional.of(new Fetched(
                    response.body(),
                    response.headers().firstValue("ETag"),
                    response.headers().firstValue("Last-Modified").flatMap(Download::instant)));
        }
        if (status == 304 && known.isPresent()) {
            return Optional.empty();
        }
        String location = response.headers()
                .firstValue("Location")
                .map(to -> " to " + plain(to) + ", which is not followed: set that address where it is the right one")
                .orElse("");
        throw new DownloadException(reason(status), "expected status 200, found " + status + location);
    }

    private static Reason reason(int status) {
        if (status >= 500 || status == 429) {
            return Reason.SERVER_FAILED;
        }
        return status == 404 ? Reason.NOT_THERE : Reason.NOT_THE_FILE;
    }

    /** A day that is in no known form is none. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException inAnotherForm) {
            return Optional.empty();
        }
    }

    private DownloadException failure(ExecutionException failed) {
        Throwable cause = failed.getCause();
        while (cause != null && cause.getCause() instanceof IOException && !isKnown(cause)) {
            cause = cause.getCause();
        }
        if (cause instanceof DownloadException known) {
            return known;
        }
        if (cause instanceof HttpTimeoutException) {
            return tooSlow();
        }
        return new DownloadException(Reason.NOT_REACHED, "expected an answer, found " + cause);
    }

    /** A time-out has what it cut off as its own cause, such as a connection that was not there yet. */
    private static boolean isKnown(Throwable cause) {
        return cause instanceof DownloadException || cause instanceof HttpTimeoutException;
    }

    private DownloadException tooSlow() {
        return new DownloadException(
                Reason.TOO_SLOW, "expected the whole file within " + timeout + ", found it not finished");
    }

    private static String plain(String text) {
        String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.length() > 200 ? shown.substring(0, 200) + "..." : shown;
    }

    /** A body that is not looked at. */
    private static final class RefusedBody implements BodySubscriber<Path> {
        private final CompletableFuture<Path> body;

        RefusedBody(DownloadException why) {
            body = CompletableFuture.failedFuture(why);
        }

        @Override
        public CompletableFuture<Path> getBody() {
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
