/**
 * What every HTTP answer of the portal has in common: problems (RFC 9457) instead of stack traces, security and cache
 * headers, the same-origin rule for requests that change something, limits on what is read, and who the caller is behind
 * the proxies that are trusted.
 *
 * <p>Knows no check, result or catalog. Paths hold capabilities, so nothing here logs one, and what Quarkus logs of them
 * is taken out. {@code portal.limit} says how much a caller may ask.
 */
@NullMarked
package dev.patchproof.portal.http;

import org.jspecify.annotations.NullMarked;
