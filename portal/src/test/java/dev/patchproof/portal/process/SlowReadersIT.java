package dev.patchproof.portal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers who take a download and do not read it: each would hold a thread of the portal for as long as he likes. */
@Timeout(180)
final class SlowReadersIT {
    private static final int OF_ONE_ADDRESS = 60;
    private static final int MORE_THAN_THREADS = 700;

    @Test
    void moreReadersThanThreads_leaveThePortalAnsweringAndAreToldToWait(@TempDir Path folder) throws Exception {
        List<Socket> readers = new ArrayList<>();
        try (PortalProcess portal = PortalProcess.start(folder, Map.of())) {
            try {
                for (int reader = 0; reader < MORE_THAN_THREADS; reader++) {
                    readers.add(ask(portal));
                }
                List<String> answers = new ArrayList<>();
                for (Socket reader : readers) {
                    answers.add(statusLine(reader));
                }

                assertThat(portal.get("/").statusCode()).isEqualTo(200);
                assertThat(answers).filteredOn(line -> line.contains(" 200 ")).hasSize(OF_ONE_ADDRESS);
                assertThat(answers)
                        .filteredOn(line -> line.contains(" 429 "))
                        .hasSize(MORE_THAN_THREADS - OF_ONE_ADDRESS);
            } finally {
                for (Socket reader : readers) {
                    reader.close();
                }
            }
            assertThat(onceTheyHungUp(portal)).isEqualTo(200);
        }
    }

    private static Socket ask(PortalProcess portal) throws Exception {
        URI url = URI.create(portal.url());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048); // so that most of the download stays with the portal
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
        socket.getOutputStream()
                .write("GET /probe.jar HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String statusLine(Socket socket) throws Exception {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static int onceTheyHungUp(PortalProcess portal) throws Exception {
        int status = portal.get("/probe.jar").statusCode();
        for (int time = 0; status != 200 && time < 100; time++) {
            Thread.sleep(100);
            status = portal.get("/probe.jar").statusCode();
        }
        return status;
    }
}
