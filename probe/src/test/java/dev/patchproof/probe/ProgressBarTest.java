package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final List<Integer> heard = new ArrayList<>();

    @Test
    void withoutATerminal_aLineForEachQuarter() {
        ProgressBar bar = new ProgressBar(stream, false);
        ProgressCount count = new ProgressCount(200, bar, heard::add);
        for (int i = 0; i < 200; i++) {
            count.advance(1, "x");
        }
        bar.finish();

        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Checked 25 %", "Checked 50 %", "Checked 75 %", "Checked 100 %");
        assertThat(heard).hasSize(101).doesNotHaveDuplicates().endsWith(100);
    }

    @Test
    void onATerminal_oneLineThatRedrawsItselfAndGoes() {
        ProgressBar bar = new ProgressBar(stream, true);
        new ProgressCount(4, bar, heard::add).advance(2, "bash\u001b[2J");
        bar.finish();

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .startsWith("\r[###############               ] 50 % bash?[2J")
                .endsWith("\r")
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void moreWorkThanEstimated_staysAtTheEnd() {
        ProgressCount count = new ProgressCount(0, new ProgressBar(stream, false), heard::add);
        count.advance(500, "x");
        count.advance(500, "x");

        assertThat(heard).containsExactly(100);
    }
}
