/**
 * Verification: token -> verified evidence, or one refusal. Pure.
 *
 * <p>Depends on the wire model, jose4j and the JSON reader alone. Whether a device certificate is believed is asked of a port, {@link
 * dev.patchproof.portal.verification.Identities}, since that takes files. {@link dev.patchproof.portal.verification.VerifiedEvidence} can be made
 * nowhere else, so what holds one has passed every step of {@link
 * dev.patchproof.portal.verification.EvidenceVerifier}. Nothing of the catalog and no judgement enters, no framework, clock,
 * log or I/O. That a ticket is used once is the store's to enforce, in the transaction that keeps the result.
 */
@NullMarked
package dev.patchproof.portal.verification;

import org.jspecify.annotations.NullMarked;
