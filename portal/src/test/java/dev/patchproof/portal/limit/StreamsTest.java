package dev.patchproof.portal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.http.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import org.junit.jupiter.api.Test;

final class StreamsTest {
    private final Streams streams = new Streams(2, 1);

    @Test
    void secondViewerOfOneCheck_refusedUntilTheFirstLeaves() {
        Cancellable first = watch("a");

        assertThatThrownBy(() -> watch("a")).satisfies(refused -> status(refused, 429));
        first.cancel();

        watch("a").cancel();
    }

    @Test
    void moreViewersThanThereIsRoomFor_refusedUntilAStreamEnds() {
        Cancellable first = watch("a");
        watch("b");

        assertThatThrownBy(() -> watch("c")).satisfies(refused -> status(refused, 503));
        first.cancel();

        watch("c").cancel();
        streams.counted("d", Multi.createFrom().items(1, 2)).subscribe().with(item -> {});
        watch("d").cancel();
    }

    private Cancellable watch(String check) {
        return streams.counted(check, Multi.createFrom().nothing()).subscribe().with(item -> {});
    }

    private static void status(Throwable refused, int status) {
        assertThat(((ProblemException) refused).problem().status()).isEqualTo(status);
    }
}
