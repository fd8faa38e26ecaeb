/**
 * Every signature that the probe checks or makes, and nothing else: the jar's own, the portal's root key inside the
 * signed part, the key set below it, the ticket and the plan below that, and the evidence token that the device key signs.
 *
 * <p>One direction: {@link dev.patchproof.probe.trust.RootKey} makes a {@link dev.patchproof.probe.trust.KeySet}, that
 * makes a {@link dev.patchproof.probe.trust.Ticket} and, with the ticket, a {@link
 * dev.patchproof.probe.trust.VerifiedPlan}; no other way leads to any of them, and an evidence token is made for a
 * verified plan only. {@link dev.patchproof.probe.trust.IdentityStore} gives a device certificate to sign with in place of
 * the device key, {@link dev.patchproof.probe.trust.MachineHash} the only form in which a machine's id leaves it. The only
 * package that uses jose4j. HTTP, collectors and the command line must not enter.
 */
@NullMarked
package dev.patchproof.probe.trust;

import org.jspecify.annotations.NullMarked;
