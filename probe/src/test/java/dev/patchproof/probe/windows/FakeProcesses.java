package dev.patchproof.probe.windows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Processes in memory, as strict as Windows: opening one that is gone answers invalid parameter, memory that is not mapped
 * cannot be read, and what is open must be closed.
 */
final class FakeProcesses implements Processes {

    static final int PARTIAL_COPY = 299;

    private static final int INVALID_HANDLE = 6;
    private static final long FIRST_ADDRESS = 0x7ff8_0000_0000L;

    private final List<RunningProcess> running = new ArrayList<>();
    private final Map<Integer, Fake> open = new HashMap<>();
    private final Map<Integer, Integer> refused = new HashMap<>();
    private int notClosed;
    private long bytesRead;

    /** A process that may be read. */
    Fake process(int pid, String name, Instant startedAt) {
        Fake fake = new Fake(startedAt);
        open.put(pid, fake);
        list(pid, 1, name, startedAt);
        return fake;
    }

    /** A process that is in the list and cannot be opened; 87 for one that has ended since. */
    void refused(int pid, int parent, String name, Instant startedAt, int code) {
        refused.put(pid, code);
        list(pid, parent, name, startedAt);
    }

    private void list(int pid, int parent, String name, Instant startedAt) {
        running.add(0, new RunningProcess(pid, parent, name, startedAt)); // in no order that helps
    }

    int notClosed() {
        return notClosed;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public List<RunningProcess> running() {
        return List.copyOf(running);
    }

    @Override
    public OpenProcess open(int pid) throws Win32Failure {
        Fake fake = open.get(pid);
        if (fake == null) {
            throw new Win32Failure(refused.getOrDefault(pid, Win32Failure.INVALID_PARAMETER), "OpenProcess of " + pid);
        }
        notClosed++;
        return fake;
    }

    /** A file's sections at their addresses, as the loader maps it. */
    static byte[] mapped(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int header = bytes.getInt(0x3c);
        int optional = header + 24;
        byte[] image = new byte[bytes.getInt(optional + 56)];
        System.arraycopy(file, 0, image, 0, bytes.getInt(optional + 60));
        int table = optional + bytes.getShort(header + 20);
        for (int i = 0; i < bytes.getShort(header + 6); i++) {
            int section = table + 40 * i;
            int offset = bytes.getInt(section + 20);
            int size = Math.min(bytes.getInt(section + 16), file.length - offset);
            System.arraycopy(file, offset, image, bytes.getInt(section + 12), size);
        }
        return image;
    }

    final class Fake implements OpenProcess {
        private final Map<Long, String> paths = new TreeMap<>();
        private final Map<Long, byte[]> images = new HashMap<>();
        private Instant startedAt;
        private boolean ended;
        private boolean modulesFail;
        private boolean unloads;
        private boolean namesFail;
        private boolean unreadable;

        private Fake(Instant startedAt) {
            this.startedAt = startedAt;
        }

        /** @param file as it was when it was loaded */
        Fake loaded(String path, byte[] file) {
            return image(path, mapped(file));
        }

        /** @param image as it lies in memory */
        Fake image(String path, byte[] image) {
            long address = FIRST_ADDRESS + 0x100_0000L * paths.size();
            paths.put(address, path);
            images.put(address, image.clone());
            return this;
        }

        Fake ends() {
            ended = true;
            modulesFail = true;
            return this;
        }

        /** As a 64-bit process answers a 32-bit one. */
        Fake withoutModules() {
            modulesFail = true;
            return this;
        }

        /** All its modules are unloaded between the list and the question for their names. */
        Fake unloads() {
            unloads = true;
            return this;
        }

        Fake withoutNames() {
            namesFail = true;
            return this;
        }

        Fake withoutMemory() {
            unreadable = true;
            return this;
        }

        /** Its number belongs to another process now. */
        Fake reused(Instant later) {
            startedAt = later;
            return this;
        }

        @Override
        public Instant startedAt() {
            return startedAt;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public List<Long> modules() throws Win32Failure {
            if (modulesFail) {
                throw new Win32Failure(PARTIAL_COPY, "EnumProcessModulesEx");
            }
            return List.copyOf(paths.keySet());
        }

        @Override
        public String path(long module) throws Win32Failure {
            if (unloads) {
                paths.clear();
            }
            String path = paths.get(module);
            if (path == null || namesFail) {
                throw new Win32Failure(INVALID_HANDLE, "GetModuleFileNameEx");
            }
            return path;
        }

        @Override
        public void read(long address, byte[] into) throws Win32Failure {
            for (Map.Entry<Long, byte[]> image : images.entrySet()) {
                long offset = address - image.getKey();
                if (offset >= 0 && offset + into.length <= image.getValue().length && !unreadable) {
                    System.arraycopy(Objects.requireNonNull(image.getValue()), (int) offset, into, 0, into.length);
                    bytesRead += into.length;
                    return;
                }
            }
            throw new Win32Failure(PARTIAL_COPY, "ReadProcessMemory");
        }

        @Override
        public void close() {
            notClosed--;
        }
    }
}
