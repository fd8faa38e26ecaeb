package dev.patchproof.probe.windows;

import dev.patchproof.probe.windows.Processes.OpenProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A module in another process's memory as a file to read; position is the offset from the module's start. */
final class ModuleMemory implements SeekableByteChannel {

    private static final long MOST = 1L << 31; // no image is larger; its own header says how large it is

    private final OpenProcess process;
    private final long start;
    private final Budget budget;
    private long position;

    ModuleMemory(OpenProcess process, long start, Budget budget) {
        this.process = process;
        this.start = start;
        this.budget = budget;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        byte[] bytes = new byte[target.remaining()];
        budget.spend(bytes.length);
        try {
            process.read(start + position, bytes);
        } catch (Win32Failure e) {
            throw new UnreadableException(e);
        }
        target.put(bytes);
        position += bytes.length;
        return bytes.length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return MOST;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}

    /** The memory could not be read; the cause says why. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        private final Win32Failure failure;

        UnreadableException(Win32Failure failure) {
            super(failure);
            this.failure = failure;
        }

        Win32Failure failure() {
            return failure;
        }
    }

    /** How much of other processes' memory one query may read. */
    static final class Budget {
        private long left;

        Budget(long bytes) {
            this.left = bytes;
        }

        void spend(long bytes) throws SpentException {
            if (bytes > left) {
                throw new SpentException();
            }
            left -= bytes;
        }
    }

    /** The query has read all that it may. */
    static final class SpentException extends IOException {
        private static final long serialVersionUID = 1L;

        SpentException() {
            super("the bound of what may be read was reached");
        }
    }
}
