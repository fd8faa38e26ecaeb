package dev.patchproof.driver;

import dev.patchproof.probe.conversation.Gauge;
import dev.patchproof.probe.conversation.Introduction;
import dev.patchproof.probe.window.WindowConversation;
import java.util.List;

/** A check that reads until it is stopped, which no real computer does reliably. Ends with 3 where it was, else with 4. */
public final class EndlessReading {
    private EndlessReading() {}

    /** Runs it. */
    public static void main(String[] args) {
        WindowConversation window = WindowConversation.open(Thread.currentThread());
        int code = 4;
        try {
            if (window.begins(new Introduction("https://portal.test", "check-1", true, "CN=x", "AB", List.of()))) {
                Gauge gauge = window.reading();
                gauge.show(42, "<html><b>bold</b>");
                Thread.sleep(Long.MAX_VALUE);
            }
        } catch (InterruptedException e) {
            window.ends("It was stopped.");
            code = 3;
        }
        window.awaitClosing();
        System.exit(code);
    }
}
