package dev.patchproof.probe.windows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** Bounded reads of a file, or of a module in memory, whose size is fixed at the start; little-endian. */
final class PeBytes {

    /** No structure that is read here is larger: a version resource has 16-bit lengths, a section table 96 entries. */
    private static final int MAX_READ = 1 << 20;

    private final SeekableByteChannel channel;
    private final long size;

    PeBytes(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** Exactly {@code length} bytes at {@code offset}, or malformed. */
    ByteBuffer read(String what, long offset, long length) throws IOException, MalformedPeException {
        if (offset < 0 || length < 0 || length > MAX_READ || offset > size - length) {
            throw new MalformedPeException(what, length + " bytes at offset " + offset, "a file of " + size + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new MalformedPeException(
                        what, length + " bytes at offset " + offset, "the file's end after " + bytes.position());
            }
        }
        return bytes.flip();
    }
}
