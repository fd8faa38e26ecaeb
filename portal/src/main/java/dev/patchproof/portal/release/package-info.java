/**
 * Catalog releases in use: the catalog that the portal was built with, or a directory of the administrator's.
 *
 * <p>Depends on the catalog's reader and on {@code home} for the setting. A catalog with any problem is refused at start
 * with all its problems; nothing of it is skipped, because an update that silently is not there looks like a computer
 * that is up to date.
 */
@NullMarked
package dev.patchproof.portal.release;

import org.jspecify.annotations.NullMarked;
