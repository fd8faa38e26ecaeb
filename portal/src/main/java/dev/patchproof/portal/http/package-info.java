/**
 * What every HTTP answer of the portal has in common: problems (RFC 9457) instead of stack traces, security and cache
 * headers, the same-origin rule for requests that change something, and limits on what is read.
 *
 * <p>Knows no check, result or catalog. Paths hold capabilities, so nothing here logs one.
 */
@NullMarked
package dev.patchproof.portal.http;

import org.jspecify.annotations.NullMarked;
