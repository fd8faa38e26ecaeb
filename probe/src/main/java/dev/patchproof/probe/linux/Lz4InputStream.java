package dev.patchproof.probe.linux;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the LZ4 frame format, in which apt keeps its lists where it keeps them compressed (container images do). No
 * library comes with Java for it, and the format is this small. Its checksums are passed over: damage shows as a form
 * error, or as a list without the package that is looked for.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md">Frame format</a>
 */
final class Lz4InputStream extends InputStream {
    private static final long MAGIC = 0x184D2204L;
    private static final int WINDOW = 64 * 1024;
    private static final int SMALLEST_MATCH = 4;

    private final InputStream in;
    private final boolean blockChecksums;
    private final int largestBlock;
    /** What was read last, for matches to point back into, and behind it the block at hand. */
    private final byte[] out;
    /** The block at hand as it is packed. */
    private byte[] packed = new byte[0];

    private int position;
    private int end;
    private boolean finished;

    Lz4InputStream(InputStream in) throws IOException {
        this.in = in;
        if (number(4) != MAGIC) {
            throw new IOException("not an LZ4 frame");
        }
        int flags = octet();
        int sizes = octet();
        if (flags >> 6 != 1 || (flags & 1) != 0) {
            throw new IOException("an LZ4 frame of another version, or with a dictionary");
        }
        blockChecksums = (flags & 0x10) != 0;
        largestBlock = 1 << (8 + 2 * Math.max(4, (sizes >> 4) & 7)); // 4: 64 KiB, 5: 256 KiB, 6: 1 MiB, 7: 4 MiB
        skip((flags & 0x08) != 0 ? 8 : 0); // size of the content
        skip(1); // checksum of the header
        out = new byte[WINDOW + largestBlock];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == end) {
            if (finished || !nextBlock()) {
                return -1;
            }
        }
        int n = Math.min(length, end - position);
        System.arraycopy(out, position, target, offset, n);
        position += n;
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean nextBlock() throws IOException {
        long size = number(4);
        if (size == 0) {
            finished = true;
            return false;
        }
        int keep = Math.min(end, WINDOW);
        System.arraycopy(out, end - keep, out, 0, keep);
        position = keep;
        end = keep;
        int length = (int) (size & 0x7fff_ffffL);
        if (length > largestBlock) {
            throw new IOException("an LZ4 block of " + length + " bytes, over its frame's " + largestBlock);
        }
        if (packed.length < length) {
            packed = new byte[Math.max(length, Math.min(largestBlock, WINDOW))];
        }
        if (in.readNBytes(packed, 0, length) < length) {
            throw new EOFException("an LZ4 frame ends inside a block");
        }
        if ((size & 0x8000_0000L) != 0) {
            append(packed, length, 0, length);
        } else {
            unpack(packed, length);
        }
        skip(blockChecksums ? 4 : 0);
        return true;
    }

    /** Literals and matches take turns; the last one has literals only. */
    private void unpack(byte[] block, int length) throws IOException {
        try {
            int at = 0;
            while (at < length) {
                int token = block[at++] & 0xff;
                int literals = token >> 4;
                for (int more = 255; literals >= 15 && more == 255; literals += more) {
                    more = block[at++] & 0xff;
                }
                append(block, length, at, literals);
                at += literals;
                if (at == length) {
                    return;
                }
                int distance = (block[at] & 0xff) | (block[at + 1] & 0xff) << 8;
                at += 2;
                int match = token & 15;
                for (int more = 255; match >= 15 && more == 255; match += more) {
                    more = block[at++] & 0xff;
                }
                if (at > length) { // what lies behind it is of an earlier block
                    throw new IOException("an LZ4 block ends inside a match");
                }
                copy(distance, match + SMALLEST_MATCH);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("an LZ4 block does not follow its format", e);
        }
    }

    private void append(byte[] from, int fromEnd, int at, int length) throws IOException {
        if (length > out.length - end || length > fromEnd - at) {
            throw new IOException("an LZ4 block is longer than it may be");
        }
        System.arraycopy(from, at, out, end, length);
        end += length;
    }

    /** A match may overlap what it makes; then it is made byte by byte. */
    private void copy(int distance, int length) throws IOException {
        if (distance == 0 || distance > end || length > out.length - end) {
            throw new IOException("an LZ4 match points outside what was read");
        }
        if (distance >= length) {
            System.arraycopy(out, end - distance, out, end, length);
            end += length;
            return;
        }
        for (int i = 0; i < length; i++) {
            out[end] = out[end - distance];
            end++;
        }
    }

    private int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("an LZ4 frame ends early");
        }
        return octet;
    }

    private long number(int octets) throws IOException {
        long number = 0;
        for (int i = 0; i < octets; i++) {
            number |= (long) octet() << (8 * i);
        }
        return number;
    }

    private void skip(int octets) throws IOException {
        for (int i = 0; i < octets; i++) {
            octet();
        }
    }
}
