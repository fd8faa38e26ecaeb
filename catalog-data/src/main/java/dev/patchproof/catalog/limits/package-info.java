/**
 * The allow list: everything that a plan may ask a computer, as code that a reviewer reads line by line. The probe carries
 * this package in its signed part and refuses a plan whole that goes beyond it; the reader of catalogs refuses an entry
 * that would lead to such a plan, so that what is refused on the computers of others is found where it is written.
 *
 * <p>Depends on the JDK alone; nothing of the catalog's model or of the wire enters, for the probe carries neither a catalog
 * nor a reader of one. {@code dev.patchproof.probe.PlanLimits} puts these rules to the queries of a plan, {@code
 * ...catalog.reader} to the entries of a catalog.
 */
@NullMarked
package dev.patchproof.catalog.limits;

import org.jspecify.annotations.NullMarked;
