package dev.patchproof.probe;

import dev.patchproof.probe.trust.DeviceKeyFile;
import dev.patchproof.probe.trust.TrustException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Removes what the probe keeps of its user on this computer. Sends nothing and needs no portal. */
@Command(
        name = "forget-me",
        mixinStandardHelpOptions = true,
        description = "Remove this computer's key and the random name of this installation. Sends nothing.")
final class ForgetMe implements Callable<Integer> {
    private static final String STILL_THERE = "Results that were sent before stay on their portal: delete them on"
            + " their pages, in the browser that started the check.";

    private final Setup setup;
    private final Terminal terminal;

    ForgetMe(Setup setup, Terminal terminal) {
        this.setup = setup;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DeviceKeyFile file = setup.deviceKeyFile();
        String folder = Terminal.plain(file.folder().toString());
        try {
            terminal.say(
                    file.forget()
                            ? "Removed this computer's key and the random name of this installation from " + folder
                                    + ". The next check makes new ones, and a portal takes it for another device."
                            : "There is no key and no name of this installation in " + folder
                                    + ", so there was nothing to remove.");
            terminal.say(STILL_THERE);
            return CommandLine.ExitCode.OK; // as of --help: not a word about updates
        } catch (TrustException e) {
            terminal.warn(Terminal.plain(String.valueOf(e.getMessage())));
            return ExitCode.INTERNAL.number();
        }
    }
}
