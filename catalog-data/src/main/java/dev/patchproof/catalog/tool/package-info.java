/**
 * The catalog tool, the module's runnable jar: {@code lint}, {@code import}, {@code diff}, {@code release},
 * {@code sign} and {@code verify}. Turns arguments into calls of {@code ...catalog.reader}, {@code ...catalog.importer}
 * and {@code ...catalog.release}, and their answers into lines and exit codes; knows nothing else.
 *
 * <p>Exit codes: 0 done, 1 problems found, given up or refused, 64 wrong use.
 */
@NullMarked
package dev.patchproof.catalog.tool;

import org.jspecify.annotations.NullMarked;
