/**
 * Windows for tests: a prefix of Wine with a real Windows Java in it, and PE files of any version. Shared with the
 * portal's end-to-end tests as this module's test jar. It is Wine, not Windows: what only Windows can show is said in the
 * tests that would need it.
 *
 * <p>JDK and JUnit alone; nothing of the probe enters, so that what runs inside a prefix is the test's choice.
 */
@NullMarked
package dev.patchproof.wine;

import org.jspecify.annotations.NullMarked;
