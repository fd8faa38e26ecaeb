package dev.patchproof.probe.linux;

import dev.patchproof.probe.collector.ReadBudget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that is not read without end: of each file as much as it says it has, of all files together what the run may
 * read. A file that grows faster than it is read, one with a terabyte of holes and one that somebody makes up as it is
 * read all end in {@link LimitReachedException}. Small files, which are nearly all, cost one addition more.
 */
final class BoundedDisk implements Disk {
    /** Files up to here are not asked for their size. In bytes, as the others. */
    private static final long SMALL = 1 << 20;

    /** A file may grow a little while it is read. */
    private static final long MARGIN = 1 << 20;

    /** Files of /proc say that they have nothing, and are not that long. */
    private static final long LARGEST_WITHOUT_SIZE = 64L << 20;

    /** No package of a distribution has a larger one. */
    static final long LARGEST = 8L << 30;

    private final Disk disk;
    private final ReadBudget budget;

    BoundedDisk(Disk disk, ReadBudget budget) {
        this.disk = disk;
        this.budget = budget;
    }

    @Override
    public Entry entry(Path path) throws IOException {
        return disk.entry(path);
    }

    @Override
    public Kind kind(Path path) throws IOException {
        return disk.kind(path);
    }

    @Override
    public Path linkTarget(Path link) throws IOException {
        return disk.linkTarget(link);
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return new Bounded(disk.open(file), file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return disk.list(folder);
    }

    private long most(Path file) throws IOException {
        long size = disk.entry(file).size();
        if (size > LARGEST) {
            throw new LimitReachedException(file + " has " + size + " bytes; files up to " + LARGEST + " are read");
        }
        return size == 0 ? LARGEST_WITHOUT_SIZE : size + MARGIN;
    }

    private final class Bounded extends InputStream {
        private final InputStream in;
        private final Path file;
        private long read;
        private long most = SMALL;

        Bounded(InputStream in, Path file) {
            this.in = in;
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = in.read(target, offset, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }

        private void count(int n) throws IOException {
            read += n;
            if (read > most && most == SMALL) {
                most = most(file);
            }
            if (read > most) {
                throw new LimitReachedException(
                        file + " goes on after " + most + " bytes, and says that it is shorter");
            }
            if (!budget.allows(n)) {
                throw new LimitReachedException(budget.reason());
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
