/**
 * Coverage-guided fuzzing (Jazzer) of everything that reads what strangers wrote. A target is a class with {@code
 * fuzzerTestOneInput(byte[])} that throws where a reader does what it must not: an exception outside its contract, an
 * acceptance that is none of its business, a hang, too much memory. Bounded in {@code verify}; {@code .ci/fuzz} runs longer.
 */
@NullMarked
package dev.patchproof.fuzz;

import org.jspecify.annotations.NullMarked;
