/**
 * The wire model: what a plan asks ({@link dev.patchproof.evidence.Query}), what was found
 * ({@link dev.patchproof.evidence.Finding}) and the report of one run ({@link dev.patchproof.evidence.Evidence}), with
 * its mapping to and from the claims of the evidence token (RFC 9711, EAT).
 *
 * <p>Depends on the JDK alone, because both sides of the wire compile against it. Evidence stays raw: strings as found,
 * bytes as lower-case hex, times as instants. Nothing here judges, collects, signs, logs or reads a clock.
 */
@NullMarked
package dev.patchproof.evidence;

import org.jspecify.annotations.NullMarked;
