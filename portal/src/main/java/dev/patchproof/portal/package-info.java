/**
 * The portal's outermost ring: its start, and the commands of its administrator.
 *
 * <p>May depend on every package below; none depends on it.
 */
@NullMarked
package dev.patchproof.portal;

import org.jspecify.annotations.NullMarked;
