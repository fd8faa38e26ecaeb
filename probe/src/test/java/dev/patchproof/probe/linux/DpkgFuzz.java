package dev.patchproof.probe.linux;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;

/** Any bytes as a file of dpkg or apt (the first byte says which): records, or an IOException that names the defect. */
public final class DpkgFuzz {
    private DpkgFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] file = Arrays.copyOfRange(input, 1, input.length);
        try {
            switch (input[0] & 3) {
                case 0 -> DpkgDatabase.parse("status", RootFolder.lines(file));
                case 1 -> index(new ByteArrayInputStream(file));
                case 2 -> index(new Lz4InputStream(new ByteArrayInputStream(file)));
                default -> OsRelease.parse(RootFolder.lines(file));
            }
        } catch (IOException e) {
            requireMessage(e);
        }
    }

    private static void index(InputStream in) throws IOException {
        Set<String> asked = Set.of("a", "libc6");
        PackageIndex.read(in, asked::contains, (name, architecture, version, percentage) -> {
            if (!asked.contains(name)) {
                throw new IllegalStateException("nobody asked for " + name);
            }
        });
    }

    private static void requireMessage(IOException e) {
        if (e.getMessage() == null) {
            throw new IllegalStateException("an error that says nothing", e);
        }
    }
}
