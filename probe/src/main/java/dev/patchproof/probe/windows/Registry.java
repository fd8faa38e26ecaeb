package dev.patchproof.probe.windows;

import dev.patchproof.evidence.RegistryView;
import java.time.Instant;
import java.util.List;

/** The registry as Windows answers for it: a success or a Win32 code. Hive and view are part of every question. */
interface Registry {

    /** A key that exists and whose values may be read. */
    OpenKey open(RegistryPath path, RegistryView view) throws Win32Failure;

    /**
     * The names of the keys directly below, as the registry gives them: any 16-bit units. Keys that come or go meanwhile
     * can make it skip or repeat others; {@link RegistryReader#subKeys} notices.
     */
    List<String> subKeys(RegistryPath path, RegistryView view) throws Win32Failure;

    /** A key's values, read through one handle: what is deleted meanwhile answers so, and is not mistaken for absent. */
    interface OpenKey extends AutoCloseable {

        /** The bytes and type of a value; an empty name is the key's default value. */
        RawValue read(String name) throws Win32Failure;

        /** When any of its values was last written. */
        Instant changedAt() throws Win32Failure;

        /** The names of all values, as with {@link Registry#subKeys}. */
        List<String> valueNames() throws Win32Failure;

        @Override
        void close();
    }
}
