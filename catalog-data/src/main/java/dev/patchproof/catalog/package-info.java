/**
 * The catalog: what each update claims when it is installed, which files prove it and what makes it effective
 * (reference values, in the words of RFC 9334), and which releases of which products still get security updates.
 *
 * <p>{@link dev.patchproof.catalog.CatalogIndex} finds the updates of a product and who replaces whom, so that the size of
 * a catalog costs nobody but its reader.
 *
 * <p>Plain immutable values and version orders; no framework, clock, log or I/O. {@code ...catalog.reader} turns files
 * into these values and is strict; {@code ...catalog.importer} turns published data into files;
 * {@code ...catalog.release} turns files into one signed file and back; {@code ...catalog.tool} is the command line over
 * all of them. To add a kind of claim, reference value or effect: the sealed
 * interface here, the JSON Schema, the reader, then collection and appraisal in the portal.
 */
@NullMarked
package dev.patchproof.catalog;

import org.jspecify.annotations.NullMarked;
