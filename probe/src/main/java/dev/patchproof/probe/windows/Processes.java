package dev.patchproof.probe.windows;

import java.time.Instant;
import java.util.List;

/** Running processes as Windows answers for them, each answer a value or a Win32 code. No privilege is ever turned on. */
interface Processes {

    /** Every process, without opening any. */
    List<RunningProcess> running() throws Win32Failure;

    /** Opens a process to read its memory. */
    OpenProcess open(int pid) throws Win32Failure;

    /** A process that may be read. */
    interface OpenProcess extends AutoCloseable {

        /** By which a number that was used again shows. */
        Instant startedAt() throws Win32Failure;

        boolean ended() throws Win32Failure;

        /** Addresses of what the loader has loaded, 32-bit libraries of a 64-bit system included. */
        List<Long> modules() throws Win32Failure;

        /** The path under which a module was loaded, whatever has become of the file since. */
        String path(long module) throws Win32Failure;

        /** Fills {@code into} from an address, whole. */
        void read(long address, byte[] into) throws Win32Failure;

        @Override
        void close();
    }
}
