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
        ProgressBar bar = new ProgressBar(stream, false, 200, heard::add);
        for (int i = 0; i < 200; i++) {
            bar.advance(1, "x");
        }
        bar.finish();

        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Checked 25 %", "Checked 50 %", "Checked 75 %", "Checked 100 %");
        assertThat(heard).hasSize(101).doesNotHaveDuplicates().endsWith(100);
    }

    @Test
    void onATerminal_oneLineThatRedrawsItselfAndGoes() {
        ProgressBar bar = new ProgressBar(stream, true, 4, heard::add);
        bar.advance(2, "bash\u001b[2J");
        bar.finish();

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .startsWith("\r[###############               ] 50 % bash?[2J")
                .endsWith("\r")
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void moreWorkThanEstimated_staysAtTheEnd() {
        ProgressBar bar = new ProgressBar(stream, false, 0, heard::add);
        bar.advance(500, "x");
        bar.advance(500, "x");

        assertThat(heard).containsExactly(100);
    }
}
