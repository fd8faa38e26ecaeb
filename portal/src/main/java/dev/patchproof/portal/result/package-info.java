/**
 * Results: what was found, kept with the raw token it rests on, judged again when the catalog in use changes, found again
 * by its link and deleted by its owner.
 *
 * <p>Depends on {@code verification} and {@code appraisal} for judging again, on {@code release} for the catalog in
 * use, on {@code signing} for signed results and on {@code home} for the database. {@code Reappraisal} works off what the database says is left to do; a change of
 * the verdict is kept with its cause, and the two in one transaction. A device is a name with a key, and several on one
 * machine are one computer unless a {@code CloneSign} speaks against it. Deleting takes the
 * personal part (token, observations, names) and leaves the counts that {@code report} reads. The id of a result is a
 * view capability and is never logged.
 *
 * <p>Signed, a result is an EAR (draft-ietf-rats-ear-00, profile {@code tag:github.com,2023:veraison/ear}): {@code
 * EarClaims} says what stands in it, {@code TrustTier} which verdict gets which tier, {@code signing} signs. Only a verdict
 * of up to date that is not stale is affirmed, and nothing is ever affirmed of hardware or identity.
 */
@NullMarked
package dev.patchproof.portal.result;

import org.jspecify.annotations.NullMarked;
