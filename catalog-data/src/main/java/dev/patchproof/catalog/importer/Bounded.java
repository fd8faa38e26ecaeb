package dev.patchproof.catalog.importer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails, rather than ends, where it gives more than it may. */
final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            counted(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        return read <= 0 ? read : counted(read);
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        left -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int counted(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new IOException("more than what may be unpacked");
        }
        return read;
    }
}
