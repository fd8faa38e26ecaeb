package dev.patchproof.probe.network;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts, with an end to everything: to the wait for a connection, to the whole of a call, and to the length of an answer.
 * Proxies are those of {@link java.net.ProxySelector#getDefault()}. Safe for use by several threads.
 */
public final class HttpClient {
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 10_000;

    private final Duration patience;
    private final SystemRoots roots;
    /** A call that stands still in a write has no time-out of its own, so it has a thread that can be left behind. */
    private final ExecutorService calls = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), HttpClient::thread);

    private final AtomicReference<@Nullable Future<?>> unheard = new AtomicReference<>();
    private @Nullable SSLSocketFactory sockets;

    /** @param patience for a whole call */
    public HttpClient(Duration patience, SystemRoots roots) {
        this.patience = requireNonNull(patience);
        this.roots = requireNonNull(roots);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "portal-client");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Sends a body and reads the answer.
     *
     * @throws ProtocolException where the answer is longer than 8 MiB
     * @throws IOException where no whole answer came
     * @throws InterruptedException where the waiting was stopped
     */
    public HttpAnswer post(URI uri, Map<String, String> headers, String body) throws IOException, InterruptedException {
        HttpURLConnection connection = open(uri, headers);
        Future<HttpAnswer> answer = calls.submit(() -> exchange(connection, body));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no answer within " + patience.toSeconds() + " s");
        } finally {
            if (!answer.isDone()) {
                connection.disconnect();
            }
        }
    }

    /** Sends a body and forgets it; nothing at all is sent while the last such call is still under way. */
    public void tell(URI uri, Map<String, String> headers, String body) {
        Future<?> last = unheard.get();
        if (last == null || last.isDone()) {
            unheard.set(calls.submit(() -> {
                try {
                    exchange(open(uri, headers), body);
                } catch (IOException e) {
                    return; // nobody waits for it
                }
            }));
        }
    }

    private HttpURLConnection open(URI uri, Map<String, String> headers) throws IOException {
        if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException("not an address of the web: " + uri);
        }
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(sockets());
        }
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout((int) patience.toMillis());
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private synchronized SSLSocketFactory sockets() throws IOException {
        if (sockets == null) {
            sockets = roots.sockets();
        }
        return sockets;
    }

    private static HttpAnswer exchange(HttpURLConnection connection, String body) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("the answer is not of HTTP");
        }
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new HttpAnswer(status, in == null ? "" : text(in), retryAfter(connection));
        }
    }

    /** In seconds; the other form, a date, is by a clock that may be off. */
    private static Duration retryAfter(HttpURLConnection connection) {
        String seconds = connection.getHeaderField("Retry-After");
        return seconds != null && seconds.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : Duration.ZERO;
    }

    private static String text(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 * 1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            text.write(buffer, 0, n);
            if (text.size() > LARGEST_ANSWER) {
                throw new ProtocolException("the answer is longer than " + LARGEST_ANSWER + " bytes");
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
