/**
 * Who may do what: owners of results (a cookie, a ticket), holders of API tokens, and administrators (a token of that
 * role, for which a browser gets a session).
 *
 * <p>Who tries wrong tokens is slowed down ({@code portal.limit}). Secrets are made of random bits, stored as digests and
 * compared in constant time. No secret exists by default, and an absent one never grants anything.
 */
@NullMarked
package dev.patchproof.portal.access;

import org.jspecify.annotations.NullMarked;
