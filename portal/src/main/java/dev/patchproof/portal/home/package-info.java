/**
 * What the portal stands on: its settings, its data directory, its database and its clock.
 *
 * <p>The only place that reads configuration or picks a database. Everything is checked at start and refused with one
 * clear sentence; nothing is repaired. Depends on no other package of the portal.
 */
@NullMarked
package dev.patchproof.portal.home;

import org.jspecify.annotations.NullMarked;
