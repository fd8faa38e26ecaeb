/**
 * What the probe asks of an operating system: a {@link dev.patchproof.probe.collector.Collector} that answers queries
 * and tells a {@link dev.patchproof.probe.collector.Progress} how far it is, and the {@link
 * dev.patchproof.probe.collector.ReadBudget} that it must keep to. Between the run, which knows no system, and
 * the systems, which know no run; depends on the wire model alone.
 */
@NullMarked
package dev.patchproof.probe.collector;

import org.jspecify.annotations.NullMarked;
