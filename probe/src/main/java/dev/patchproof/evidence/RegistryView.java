package dev.patchproof.evidence;

/** Which of the two registry views a query reads; always said, never left to the process's own bitness. */
public enum RegistryView {
    /** The view of the operating system's own bitness (KEY_WOW64_64KEY on 64-bit Windows). */
    NATIVE,
    /** The 32-bit view (KEY_WOW64_32KEY); the same as NATIVE on 32-bit Windows. */
    WOW32
}
