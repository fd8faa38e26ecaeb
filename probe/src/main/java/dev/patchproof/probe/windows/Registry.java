package dev.patchproof.probe.windows;

import dev.patchproof.evidence.RegistryView;

/** The registry as Windows answers for it: a success or a Win32 code. Hive and view are part of every question. */
interface Registry {

    /** Returns when the key exists and may be read. */
    void open(RegistryPath path, RegistryView view) throws Win32Failure;

    /** The bytes and type of a value; an empty name is the key's default value. */
    RawValue read(RegistryPath path, String name, RegistryView view) throws Win32Failure;
}
