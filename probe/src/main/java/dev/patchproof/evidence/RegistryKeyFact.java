package dev.patchproof.evidence;

/** A registry key that exists. Its values are not read: a query names those it wants. */
public record RegistryKeyFact() {}
