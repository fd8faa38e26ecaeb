package dev.patchproof.portal.bundle;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code runtimes list}. */
@Dependent
@Command(name = "runtimes", description = "Java for people who have none.", mixinStandardHelpOptions = true)
public final class RuntimesCommand implements Runnable {
    private static final int NOT_DONE = 1;

    private final Instance<Runtimes> runtimes;

    @Spec
    private @Nullable CommandSpec spec;

    @Inject
    RuntimesCommand(Instance<Runtimes> runtimes) {
        this.runtimes = runtimes;
    }

    @Override
    public void run() {
        throw new ParameterException(spec().commandLine(), "expected list");
    }

    @Command(
            name = "list",
            description = "Checks each file in the folder runtimes and says whether it is one to hand out.")
    int list() {
        try {
            List<String> lines = runtimes.get().report();
            lines.forEach(spec().commandLine().getOut()::println);
            if (lines.isEmpty()) {
                spec().commandLine()
                        .getErr()
                        .println("There is no file in " + runtimes.get().folder() + ".");
            }
            return lines.stream().anyMatch(line -> line.contains("  refused: ")) ? NOT_DONE : 0;
        } catch (IOException e) {
            spec().commandLine().getErr().println("The folder cannot be read: " + e.getMessage());
            return NOT_DONE;
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli alone");
        }
        return spec;
    }
}
