package dev.patchproof.probe.window;

import dev.patchproof.probe.conversation.Conversation;
import dev.patchproof.probe.conversation.Gauge;
import dev.patchproof.probe.conversation.Introduction;
import dev.patchproof.probe.conversation.Offer;
import dev.patchproof.probe.conversation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;

/**
 * The check's talk in a window. Called by the thread of the check, which waits for answers; what is shown is made on AWT's
 * event thread, which waits for nothing. A closed window answers no to everything and shows nothing more.
 */
public final class WindowConversation implements Conversation {
    private final Thread check;
    private final CheckWindow window;
    private final List<String> remarks = new ArrayList<>();
    /** Whether Cancel interrupts the check: between Start and the end of reading, and never while something is sent. */
    private final AtomicBoolean stoppable = new AtomicBoolean();

    private String token = "";

    private WindowConversation(Thread check, CheckWindow window) {
        this.check = check;
        this.window = window;
    }

    /**
     * Opens the window.
     *
     * @param check the thread that is interrupted when the person stops the check
     */
    public static WindowConversation open(Thread check) {
        CompletableFuture<CheckWindow> opened = new CompletableFuture<>();
        onScreen(opened, () -> {
            Appearance.use();
            CheckWindow window = new CheckWindow();
            window.show(Pages.waiting("Looking at this program's own signature"), () -> {});
            opened.complete(window);
        });
        return new WindowConversation(check, opened.join());
    }

    @Override
    public boolean someoneIsThere() {
        return true;
    }

    /** Shown on the next page that has room for it. */
    @Override
    public void remark(String text) {
        remarks.add(text);
    }

    @Override
    public void result(String text) {
        ends(text);
    }

    @Override
    public boolean begins(Introduction introduction) throws InterruptedException {
        List<String> said = takeRemarks();
        boolean yes = asks(answer -> Pages.introduction(introduction, said, answer));
        if (yes) {
            waits();
        }
        return yes;
    }

    @Override
    public boolean wantsNewCheck(String why) throws InterruptedException {
        stoppable.set(false);
        boolean yes = asks(answer -> Pages.newCheck(why, answer));
        if (yes) {
            waits();
        }
        return yes;
    }

    /** Between a yes and the first thing that is read. */
    private void waits() {
        stoppable.set(true);
        show(() -> Pages.waiting("Asking the portal what is to be read", this::stop), this::stop);
    }

    @Override
    public Gauge reading() {
        return new ReadingGauge(takeRemarks());
    }

    private void stop() {
        if (stoppable.getAndSet(false)) {
            check.interrupt();
        }
    }

    @Override
    public boolean agrees(Offer offer) throws InterruptedException {
        String whole = offer.whole().get();
        token = offer.token();
        return asks(answer -> Pages.offer(offer, whole, answer));
    }

    @Override
    public void sending() {
        show(() -> Pages.waiting("Sending"), () -> {});
    }

    @Override
    public void verdict(Verdict verdict) {
        show(() -> new VerdictPage(verdict, token, window::close).sheet(), () -> {});
    }

    @Override
    public void ends(String why) {
        show(() -> Pages.end(why, window::close), () -> {});
    }

    @Override
    public void fails(String message, String advice) {
        show(() -> Pages.failure(message, advice, window::close), () -> {});
    }

    /** Returns when the person has closed the window. */
    public void awaitClosing() {
        try {
            window.awaitClosing();
        } catch (InterruptedException e) { // a late Cancel: the run has ended, and its last page is still to be read
            awaitClosing();
        }
    }

    private List<String> takeRemarks() {
        List<String> taken = List.copyOf(remarks);
        remarks.clear();
        return taken;
    }

    private boolean asks(Function<Consumer<Boolean>, Sheet> page) throws InterruptedException {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        onScreen(answer, () -> window.show(page.apply(answer::complete), () -> answer.complete(false)));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the page could not be shown", e.getCause());
        }
    }

    private void show(Supplier<Sheet> page, Runnable whenClosed) {
        SwingUtilities.invokeLater(() -> window.show(page.get(), whenClosed));
    }

    private static void onScreen(CompletableFuture<?> hears, Runnable task) {
        SwingUtilities.invokeLater(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) { // whoever waits must not wait for ever
                hears.completeExceptionally(e);
            }
        });
    }

    /** Its page is made and touched on the event thread alone, which does things in the order in which they were asked for. */
    private final class ReadingGauge implements Gauge {
        private Optional<ReadingPage> page = Optional.empty();

        ReadingGauge(List<String> remarks) {
            SwingUtilities.invokeLater(() -> {
                ReadingPage made = new ReadingPage(remarks, WindowConversation.this::stop);
                page = Optional.of(made);
                window.show(made.sheet(), WindowConversation.this::stop);
            });
        }

        @Override
        public void show(int percent, String what) {
            SwingUtilities.invokeLater(() -> page.ifPresent(shown -> shown.show(percent, what)));
        }

        @Override
        public void finish() {
            stoppable.set(false);
        }
    }
}
