/**
 * The catalog tool, the module's runnable jar: {@code lint} and {@code import}. Turns arguments into calls of {@code
 * ...catalog.reader} and {@code ...catalog.importer}, and their answers into lines and exit codes; knows nothing else.
 *
 * <p>Exit codes: 0 done, 1 problems found or import given up, 64 wrong use.
 */
@NullMarked
package dev.patchproof.catalog.tool;

import org.jspecify.annotations.NullMarked;
