/**
 * The strict reader: a directory of catalog files in, one checked {@link dev.patchproof.catalog.Catalog} out, or one
 * exception that lists every problem with file and place.
 *
 * <p>Four steps, each for all files before the next: bytes ({@code CatalogFiles}), JSON without duplicate keys ({@code
 * StrictJson}), the published schema ({@code CatalogSchema}), values bound to records ({@code FileBinding} and those it
 * calls); then what only the whole shows, such as dangling or cyclic supersedence ({@code WholeCatalog}). Nothing is
 * repaired, defaulted away or skipped: a file that is not understood is a problem.
 *
 * <p>Depends on the model, Jackson and the JSON Schema validator. No logging, clock or configuration enters.
 */
@NullMarked
package dev.patchproof.catalog.reader;

import org.jspecify.annotations.NullMarked;
