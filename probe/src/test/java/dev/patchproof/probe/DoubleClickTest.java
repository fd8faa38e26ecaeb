package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleClickTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # arguments, console, scripted, display, window
            0, false, false, true,  true
            0, false, false, false, false
            0, false, true,  true,  false
            0, false, true,  false, false
            0, true,  false, true,  false
            0, true,  false, false, false
            0, true,  true,  true,  false
            1, false, false, true,  false
            1, false, false, false, false
            1, true,  false, true,  false
            1, true,  true,  true,  false
            2, false, true,  true,  false
            """)
    void onlyWhereNothingSpeaksForATerminal_aWindow(
            int arguments, boolean console, boolean scripted, boolean display, boolean window) {
        assertThat(DoubleClick.is(arguments, console, scripted, () -> display)).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({"1, false, false", "0, true, false", "0, false, true"})
    void terminal_doesNotAskForTheDisplay(int arguments, boolean console, boolean scripted) {
        assertThat(DoubleClick.is(arguments, console, scripted, () -> {
                    throw new AssertionError("loads AWT");
                }))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\Program Files\\Java\\bin\\javaw.exe, true",
        "C:\\JAVA\\BIN\\JAVAW.EXE, true",
        "'', true",
        "C:\\Program Files\\Java\\bin\\java.exe, false",
        "C:\\tools\\start.exe, false"
    })
    void windows_startsAnotherJavaByDoubleClick(String command, boolean doubleClick) {
        assertThat(DoubleClick.isWindowsDoubleClick(command)).isEqualTo(doubleClick);
    }

    @Test
    void anyOptionOfTheCommandLine_staysInTheTerminal() {
        assertThat(DoubleClick.started(new String[] {"--no-gui"})).isFalse();
    }
}
