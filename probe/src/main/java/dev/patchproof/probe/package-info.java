/**
 * The probe: runs one check on this computer. It learns its portal, describes the computer, asks for a plan, refuses
 * what its own limits do not allow, collects, shows what would be sent, asks, signs, sends and prints the verdict.
 *
 * <p>What a plan may ask and a run may cost is one list in six small classes, which no plan widens: {@code PlanLimits}
 * with those of {@code dev.patchproof.catalog.limits} before anything is read, {@code RunLimits} while it is. A new kind of
 * query is added there first. That package is all that this module takes of the catalog's, which is held to the same list.
 *
 * <p>The outermost ring: command line (picocli), the portal's protocol, clock and terminal live here. Signatures come from {@code
 * ...probe.trust}, findings from {@code ...probe.linux} or {@code ...probe.windows} through {@code
 * ...probe.collector}, connections from {@code ...probe.network}; none of them knows this package. No registry, /proc, dpkg or token code enters, and nothing here
 * judges: the verdict comes from the portal.
 *
 * <p>{@code CheckRun} talks to the person through {@code ...probe.conversation}: in the terminal here, or after a double
 * click ({@code DoubleClick}, {@code WindowRun}) in {@code ...probe.window}. A run in the terminal loads nothing of AWT.
 */
@NullMarked
package dev.patchproof.probe;

import org.jspecify.annotations.NullMarked;
