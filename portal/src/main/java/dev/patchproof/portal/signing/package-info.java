/**
 * The portal's keys and everything they sign: key set, tickets, plans, attestation results, and the probe jar.
 *
 * <p>The root key signs key sets only; the token key signs tickets, plans and results; the code-signing key signs the jar, once
 * per build of it. Depends on {@code home} for the files. Nothing here knows checks or results, and no private key
 * leaves the package.
 */
@NullMarked
package dev.patchproof.portal.signing;

import org.jspecify.annotations.NullMarked;
