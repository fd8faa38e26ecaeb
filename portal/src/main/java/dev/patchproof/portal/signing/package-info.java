/**
 * The portal's keys and everything they sign: key set, tickets, plans, attestation results, and the probe jar.
 *
 * <p>The root key signs key sets only and stays; token keys sign tickets, plans and results and are replaced under it, each check
 * going on with the key that its probe was told of; the code-signing key signs the jar, once per build of it, or it is
 * off line and the jar comes signed: then it must be, entry by entry, the one that this portal exports. Depends on {@code
 * home} for the files. Nothing here knows checks or results, and no private key leaves the package.
 */
@NullMarked
package dev.patchproof.portal.signing;

import org.jspecify.annotations.NullMarked;
