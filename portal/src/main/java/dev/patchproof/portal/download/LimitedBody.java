package dev.patchproof.portal.download;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.download.DownloadException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Takes a body into a file up to a limit; what goes on beyond it is cut off, not read. */
final class LimitedBody implements BodySubscriber<Path>, Closeable {
    private final Path file;
    private final long limit;
    private final FileChannel out;
    private final CompletableFuture<Path> body = new CompletableFuture<>();
    private long taken;
    private @Nullable Subscription subscription;

    /** Into this file, which is there. */
    LimitedBody(Path file, long limit) throws IOException {
        this.file = file;
        this.limit = limit;
        out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public CompletionStage<Path> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription toBytes) {
        subscription = toBytes;
        toBytes.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            taken += buffer.remaining();
            if (taken > limit) {
                giveUp(new DownloadException(Reason.TOO_LARGE, "expected at most " + limit + " bytes, found more"));
                return;
            }
            try {
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            } catch (IOException notWritten) {
                giveUp(new DownloadException(
                        Reason.NOT_KEPT, "expected to write into the data directory, found " + notWritten));
                return;
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        try {
            out.close();
            body.complete(file);
        } catch (IOException notWritten) {
            body.completeExceptionally(new DownloadException(
                    Reason.NOT_KEPT, "expected to write into the data directory, found " + notWritten));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void giveUp(DownloadException why) {
        requireNonNull(subscription).cancel();
        body.completeExceptionally(why);
    }
}
