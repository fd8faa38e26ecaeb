package dev.patchproof.portal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.download.DownloadException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Which clock ends a slow download, that of the request or that of the whole, is a matter of luck: several times. */
final class DownloadTest {
    private Path folder;

    @BeforeEach
    void folder(@TempDir Path empty) {
        folder = empty;
    }

    @RepeatedTest(5)
    void connectionThatIsNeverMade_isTooSlow() throws Exception {
        try (FullServer server = new FullServer()) {
            isTooSlow(server.address());
        }
    }

    @RepeatedTest(20)
    void serverThatNeverAnswers_isTooSlow() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (LoopbackServer server = new LoopbackServer()) {
            isTooSlow(URI.create(server.raw("file", socket -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            })));
        }
    }

    private void isTooSlow(URI address) {
        Download download = new Download(Duration.ofMillis(150), 1000, folder);

        assertThatThrownBy(() -> download.get(address, List.of("text/plain"), Optional.empty()))
                .isInstanceOfSatisfying(DownloadException.class, failed -> assertThat(failed.reason())
                        .as(failed.getMessage())
                        .isEqualTo(Reason.TOO_SLOW))
                .hasMessageContaining("PT0.15S");
        assertThat(folder).isEmptyDirectory();
    }

    /** Listens, has as many waiting as it may, and takes nobody: a system lets those who come then wait. */
    private static final class FullServer implements AutoCloseable {
        private static final int ENOUGH = 8;

        private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<SocketChannel> waiting = new ArrayList<>();

        FullServer() throws IOException {
            for (int i = 0; i < ENOUGH; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()));
                waiting.add(channel);
            }
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/file");
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
            listening.close();
        }
    }
}
