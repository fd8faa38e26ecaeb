package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** A file by a handle of Windows: one that can be asked where it stands, and may be on a device without a drive letter. */
final class JnaChannel implements SeekableByteChannel {

    private static final int FROM_BEGIN = 0;
    private static final int FROM_CURRENT = 1;

    private final JnaFileHandle file;
    private boolean open = true;

    /** @param file is closed with this channel */
    JnaChannel(JnaFileHandle file) {
        this.file = file;
    }

    Optional<String> truePath() {
        return file.truePath();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        byte[] bytes = new byte[Math.min(target.remaining(), 1 << 16)];
        if (bytes.length == 0) {
            return 0;
        }
        IntByReference read = new IntByReference();
        if (!Kernel32Calls.INSTANCE.ReadFile(file.handle(), bytes, bytes.length, read, null)) {
            throw failure("ReadFile");
        }
        if (read.getValue() == 0) {
            return -1;
        }
        target.put(bytes, 0, read.getValue());
        return read.getValue();
    }

    @Override
    public long position() throws IOException {
        return seek(0, FROM_CURRENT);
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        seek(newPosition, FROM_BEGIN);
        return this;
    }

    private long seek(long distance, int from) throws IOException {
        LongByReference position = new LongByReference();
        if (!Kernel32Calls.INSTANCE.SetFilePointerEx(file.handle(), distance, position, from)) {
            throw failure("SetFilePointerEx");
        }
        return position.getValue();
    }

    private static IOException failure(String call) {
        return new IOException(call + " failed with Win32 code " + Native.getLastError());
    }

    @Override
    public long size() throws IOException {
        try {
            return file.attributes().size();
        } catch (Win32Failure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            file.close();
        }
    }
}
