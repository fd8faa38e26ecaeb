/** Drives the window of the real jar from inside its process, for tests. */
@NullMarked
package dev.patchproof.driver;

import org.jspecify.annotations.NullMarked;
