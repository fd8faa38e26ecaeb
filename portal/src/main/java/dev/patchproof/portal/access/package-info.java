/**
 * Who may do what: owners of results (a cookie, a ticket) and holders of API tokens.
 *
 * <p>Secrets are made of random bits, stored as digests and compared in constant time. No secret exists by default, and
 * an absent one never grants anything.
 */
@NullMarked
package dev.patchproof.portal.access;

import org.jspecify.annotations.NullMarked;
