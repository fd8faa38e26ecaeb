/**
 * Compliance: stored results listed, devices listed, and counted per update and product, as JSON and CSV.
 *
 * <p>Reads what {@code result} wrote, in SQL of its own, and judges nothing: a count is a count of verdicts. Every call
 * wants an API token ({@code access}). Deleted results are counted and never listed.
 */
@NullMarked
package dev.patchproof.portal.report;

import org.jspecify.annotations.NullMarked;
