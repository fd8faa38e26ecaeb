package dev.patchproof.probe.windows;

import java.io.IOException;

/** Any bytes as a PE file: a finding, and no more read than a version resource can need. */
public final class PeFuzz {
    private static final long MOST_BYTES = 1024 * 1024;

    private PeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        BytesChannel file = new BytesChannel(input);
        PeVersionReader.read(file);
        if (file.bytesRead() > MOST_BYTES) {
            throw new IllegalStateException(file.bytesRead() + " bytes were read of " + input.length);
        }
    }
}
