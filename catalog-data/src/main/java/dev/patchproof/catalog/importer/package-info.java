/**
 * Importers: published data in, canonical catalog files out. The same input gives the same bytes, and nothing reaches
 * the catalog directory that {@code ...catalog.reader} would refuse.
 *
 * <p>For a Debian {@code -security} suite: {@code IndexFile} unpacks, {@code PackagesIndex} parses stanzas, {@code
 * ArchitectureIndex} decides the fixed version of each binary package, {@code SuiteUpdates} joins the architectures to
 * one update per source package, {@code SnapshotWriter} writes. Facts are taken from the index alone; judging a
 * computer belongs to the portal.
 *
 * <p>Depends on the model, the reader and Jackson; xz and commons-compress unpack. To add an importer: a class like
 * {@link dev.patchproof.catalog.importer.DebianSuiteImport} here and a {@code --from} value in {@code ...catalog.tool}.
 */
@NullMarked
package dev.patchproof.catalog.importer;

import org.jspecify.annotations.NullMarked;
