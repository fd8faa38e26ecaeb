package dev.patchproof.probe;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The two streams of the program and, where there is one, the person behind them. */
final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final @Nullable UnaryOperator<@Nullable String> person;

    /** @param person answers a question; null where nobody is there */
    Terminal(PrintStream out, PrintStream err, @Nullable UnaryOperator<@Nullable String> person) {
        this.out = out;
        this.err = err;
        this.person = person;
    }

    @SuppressWarnings("SystemConsoleNull") // the property makes it null again where nobody is there
    static Terminal ofThisProgram() {
        // JDK 22 and later give a Console even where input is a pipe, unless asked for the plain one
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        return new Terminal(
                System.out, System.err, console == null ? null : question -> console.readLine("%s", question));
    }

    /** Talk about the run: on the error stream where the result alone belongs on the output. */
    Terminal talkingAside() {
        return new Terminal(err, err, person);
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    void warn(String text) {
        err.println(text);
        err.flush();
    }

    PrintStream outStream() {
        return out;
    }

    PrintStream progressStream() {
        return err;
    }

    boolean someoneIsThere() {
        return person != null;
    }

    /** Empty at the end of the input, and where nobody is there. */
    Optional<String> ask(String question) {
        return person == null ? Optional.empty() : Optional.ofNullable(person.apply(question));
    }

    /** Text from elsewhere without the characters that steer a terminal. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
