/**
 * The probe: runs one check on this computer. It learns its portal, describes the computer, asks for a plan, refuses
 * what its own limits do not allow, collects, shows what would be sent, asks, signs, sends and prints the verdict.
 *
 * <p>Depends on the wire model, on {@code ...probe.trust} for every signature and on a {@link
 * dev.patchproof.probe.Collector} per operating system ({@code ...probe.linux}, {@code ...probe.windows}); command line
 * parsing (picocli) and HTTP live here. No registry, /proc, dpkg or token code enters; nothing here judges: the verdict
 * comes from the portal.
 */
@NullMarked
package dev.patchproof.probe;

import org.jspecify.annotations.NullMarked;
