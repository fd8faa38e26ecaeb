package dev.patchproof.evidence;

/** Processor architecture of an operating system or of a JVM. */
public enum Architecture {
    X86,
    X64,
    ARM64,
    IA64,
    OTHER
}
