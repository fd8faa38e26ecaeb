/**
 * How much anybody may ask of the portal: rates per address and per check, wrong tokens, and how many
 * bodies, uploads, downloads and streams at once.
 * Behind one address there may be a whole company, so limits by address stop a program that runs wild, not a crowd.
 *
 * <p>Counts live in memory, in bounded space, for each process by itself; addresses are never stored or logged. Depends
 * on {@code home} and {@code http}. What is over a limit gets 429 or, where the portal itself is at its end, 503, both
 * with {@code Retry-After}.
 */
@NullMarked
package dev.patchproof.portal.limit;

import org.jspecify.annotations.NullMarked;
