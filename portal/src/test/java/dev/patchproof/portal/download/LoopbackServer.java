package dev.patchproof.portal.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** A real server on loopback that does whatever a test has it do, and one that does not keep to HTTP. */
public final class LoopbackServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private int number;

    public LoopbackServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    /** Address below which the handler answers. */
    public synchronized String address(String file, HttpHandler handler) {
        String folder = "/" + number++ + "/";
        server.createContext(folder, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return "http://127.0.0.1:" + server.getAddress().getPort() + folder + file;
    }

    /** Answers, without a body where there must be none. */
    public static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        boolean empty = status == 304 || body.length == 0;
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Address of a server that does not keep to HTTP, for as long as the tests run. */
    public String raw(String file, Connection connection) throws IOException {
        ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        threads.execute(() -> accept(listening, connection));
        return "http://127.0.0.1:" + listening.getLocalPort() + "/" + file;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void accept(ServerSocket listening, Connection connection) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket, connection));
            } catch (IOException | RejectedExecutionException over) {
                return;
            }
        }
    }

    private static void serve(Socket socket, Connection connection) {
        try (socket) {
            socket.getInputStream().readNBytes(20);
            connection.serve(socket);
        } catch (IOException clientWentAway) {
            // that is what some of these servers make it do
        }
    }

    /** What a server does with a connection. */
    public interface Connection {
        void serve(Socket socket) throws IOException;
    }
}
