package dev.patchproof.probe.linux;

import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.RebootRequiredFact;
import java.io.IOException;
import java.util.List;

/** Answers whether packages have asked for a restart. */
final class RebootFlagReader {
    private static final String FLAG = "/run/reboot-required";

    private final RootFolder root;

    RebootFlagReader(RootFolder root) {
        this.root = root;
    }

    Finding<RebootRequiredFact> read() {
        try {
            return Finding.exists(new RebootRequiredFact(root.entry(FLAG).modifiedAt(), packages()));
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }

    private Finding<List<String>> packages() {
        try {
            return Finding.exists(root.lines(FLAG + ".pkgs").stream()
                    .filter(line -> !line.isBlank())
                    .distinct()
                    .toList());
        } catch (IOException e) {
            return Failures.finding(e);
        }
    }
}
