package dev.patchproof.probe;

import dev.patchproof.probe.trust.RootKey;
import dev.patchproof.probe.trust.Signer;

/**
 * The jar that runs, once every part of it was seen to be signed.
 *
 * @param root the portal's root key, out of it
 */
record SignedProgram(RootKey root, Signer signer) {}
