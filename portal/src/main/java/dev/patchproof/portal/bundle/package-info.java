/**
 * Java for people who have none: the runtime archives that an administrator drops into {@code runtimes} of the data
 * directory, and the bundles that a check's page offers because of them: runtime, this check's signed probe and a start
 * script in one archive.
 *
 * <p>Nothing of a dropped archive is believed. It is read whole and checked, and written again as this portal writes
 * archives: names from an allow list below one folder, plain files, folders and links that stay inside, plain modes. What
 * is handed out is that copy, never the dropped file. A download puts script and probe behind it and is streamed: no
 * second copy, no compressing again. Depends on {@code signing} for the probe and {@code home} for files; knows no checks.
 */
@NullMarked
package dev.patchproof.portal.bundle;

import org.jspecify.annotations.NullMarked;
