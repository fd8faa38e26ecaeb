/**
 * The whole product, as people use it: the packaged portal as a process of its own, the jar that it hands out, run as a
 * process of its own, over HTTP on loopback. Nothing here reaches into the portal's classes: what cannot be seen from
 * outside is not tested here.
 */
@NullMarked
package dev.patchproof.portal.endtoend;

import org.jspecify.annotations.NullMarked;
