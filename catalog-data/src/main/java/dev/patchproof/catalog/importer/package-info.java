/**
 * Importers: published data in, canonical catalog files out. The same input gives the same bytes, and nothing reaches
 * the catalog directory that {@code ...catalog.reader} would refuse.
 *
 * <p>{@code Importer} is the port: documents and options in, whole catalog files and a {@code Quarantine} out; {@code
 * CatalogFolder} has the reader check them together with the files that stay, and writes. What is wrong with one entry
 * is a {@code Defect} in the quarantine, never a skipped line; what is wrong with a whole document ends the import.
 *
 * <p>For a Debian {@code -security} suite: {@code IndexFile} unpacks, {@code PackagesIndex} parses stanzas, {@code
 * ArchitectureIndex} decides the fixed version of each binary package, {@code SuiteUpdates} joins the architectures to
 * one update per source package, {@code SnapshotWriter} writes. Fixed versions are taken from the index alone; judging a
 * computer belongs to the portal. {@code DebianTrackerImport} adds CVEs and advisories to such a file, and never moves a
 * version: {@code TrackerDocument} and {@code AdvisoryList} hold its rules.
 *
 * <p>{@code DebDigestImport} takes package files, of which {@code DebFile} unpacks no more than the control archive;
 * {@code UbuntuUsnImport} and {@code CsafImport} turn advisories into updates. All of these read one source package, one
 * notice or one document at a time, and write by {@code SnapshotFile}, the one canonical form.
 *
 * <p>For Windows: {@code CvrfReader} streams a monthly document and {@code MsrcTableReader} a table of them into {@code
 * MsrcFacts}, texts as found; {@code WindowsRows} understands each row by itself, {@code WindowsFixes} checks the rows of
 * an update against one another and against the updates around it ({@code RevisionOrder}), {@code Hotpatches} finds the
 * update that each stands in for, {@code WindowsSupersedence} keeps the edges that can be believed, and {@code
 * WindowsMerge} puts the result into the month's file or adds it to what is there. {@code FileListImport} gives one
 * update the versions of its files. A doubt never lowers a floor.
 *
 * <p>Depends on the model, the reader and Jackson; xz and commons-compress unpack. To add an importer:
 * a class that implements {@link dev.patchproof.catalog.importer.Importer} and its line in {@link
 * dev.patchproof.catalog.importer.Importers}; an option that no other needed so far is a constant of {@link
 * dev.patchproof.catalog.importer.ImportOption}, a new kind of defect one of {@link
 * dev.patchproof.catalog.importer.Defect}.
 */
@NullMarked
package dev.patchproof.catalog.importer;

import org.jspecify.annotations.NullMarked;
