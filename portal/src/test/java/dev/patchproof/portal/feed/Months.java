package dev.patchproof.portal.feed;

import static dev.patchproof.portal.download.LoopbackServer.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Monthly documents of MSRC. */
final class Months {
    final Map<String, byte[]> documents = new HashMap<>();
    /** When the server says that a document last changed; it says nothing of others. */
    final Map<String, String> changed = new HashMap<>();

    final List<String> asked = new CopyOnWriteArrayList<>();

    void publish(String month, String kb, String revision) {
        String name = java.time.format.DateTimeFormatter.ofPattern("uuuu-MMM", Locale.ENGLISH)
                .format(YearMonth.parse(month));
        try (java.io.InputStream template = Months.class.getResourceAsStream("month.xml")) {
            documents.put(
                    name,
                    new String(java.util.Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8)
                            .replace("@NAME@", name)
                            .replace("@MONTH@", month)
                            .replace("@KB@", kb)
                            .replace("@REVISION@", revision)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void serve(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        asked.add(name);
        byte[] document = documents.get(name);
        String when = changed.get(name);
        if (when != null) {
            exchange.getResponseHeaders().add("Last-Modified", when);
        }
        answer(
                exchange,
                document == null ? 404 : 200,
                "application/xml; charset=utf-8",
                document == null ? new byte[0] : document);
    }
}
