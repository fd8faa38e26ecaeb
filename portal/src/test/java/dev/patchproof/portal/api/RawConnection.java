package dev.patchproof.portal.api;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to the portal byte by byte, for what no client library would send. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;

    RawConnection() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(60_000);
    }

    /** The head of an upload for this visit. */
    static String head(Visit visit, String... headers) {
        return "POST /api/v1/checks/" + visit.checkId()
                + "/evidence HTTP/1.1\r\nHost: portal.test\r\nAuthorization: Bearer "
                + visit.ticket() + "\r\nContent-Type: application/eat+jwt\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
    }

    RawConnection send(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return this;
    }

    /** No more comes from this side. */
    RawConnection endOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Sends one byte after the other until the portal closes the connection or the patience is over. */
    Trickle trickle(String text, long pauseMillis, long patienceMillis) throws InterruptedException {
        long start = System.nanoTime();
        int sent = 0;
        try {
            while (sent < text.length() && millisSince(start) < patienceMillis) {
                send(text.substring(sent, sent + 1));
                sent++;
                Thread.sleep(pauseMillis);
            }
        } catch (IOException e) {
            return new Trickle(true, millisSince(start));
        }
        return new Trickle(false, millisSince(start));
    }

    /** Sends the same again and again until the portal closes the connection. */
    Trickle flood(String text, int times) {
        long start = System.nanoTime();
        try {
            for (int i = 0; i < times; i++) {
                send(text);
            }
        } catch (IOException e) {
            return new Trickle(true, millisSince(start));
        }
        return new Trickle(false, millisSince(start));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    /** Everything that comes until the portal closes the connection. */
    String readToEnd() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(read);
        } catch (IOException e) {
            // closed without ceremony: what came before counts
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** How a slow upload ended. */
    record Trickle(boolean closedByPortal, long millis) {}
}
