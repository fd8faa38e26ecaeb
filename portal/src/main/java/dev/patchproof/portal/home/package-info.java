/**
 * What the portal stands on: its settings, its data directory, its database, its TLS and its clock.
 *
 * <p>The only place that reads configuration or picks a database. Everything is checked at start and refused with one
 * clear sentence, which says what was expected and what was found; nothing is repaired. Depends on no other package of
 * the portal.
 */
@NullMarked
package dev.patchproof.portal.home;

import org.jspecify.annotations.NullMarked;
