package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the id that systemd or dbus gave this installation. Images and containers often have none yet. */
final class MachineIdReader {
    private static final String FILE = "/etc/machine-id";
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern NO_ID = Pattern.compile("0{32}");

    private final RootFolder root;

    MachineIdReader(RootFolder root) {
        this.root = root;
    }

    Finding<String> read() {
        List<String> lines;
        try {
            lines = root.lines(FILE);
        } catch (IOException e) {
            return Failures.finding(e);
        }
        String first = lines.isEmpty() ? "" : lines.get(0).strip();
        if (FORM.matcher(first).matches() && !NO_ID.matcher(first).matches()) {
            return Finding.exists(first.toLowerCase(Locale.ROOT));
        }
        // empty or "uninitialized" until the first start of an image
        return Finding.error(Failures.MALFORMED, FILE + " holds no id");
    }
}
