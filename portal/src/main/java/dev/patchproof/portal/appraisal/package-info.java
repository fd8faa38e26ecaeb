/**
 * Appraisal: catalog x verified evidence -> attestation result. A pure function, and the only place that judges.
 *
 * <p>Depends on the catalog, the wire model, {@code ...portal.collection} (which fixes apply) and
 * {@code ...portal.verification} (the type that proves the evidence was verified). No framework, clock, log or I/O
 * enters; instants are handed in. It says <em>what</em> in codes and raw values ({@link
 * dev.patchproof.portal.appraisal.Reason}); sentences belong to the web and the API.
 *
 * <p>Each update is judged by itself ({@code Updates}, {@code WindowsFix}, {@code DebianFix}), then by what it needs and
 * what undoes it ({@code Dependencies}), then by what replaces it ({@code Supersedence}; on Windows 10 and later also by
 * the revision of its line, {@code CumulativeUpdates}, which knows what a hotpatch leaves behind). The answer is folded
 * last ({@code Folding}): the overall verdicts rest on every update, shown or not.
 */
@NullMarked
package dev.patchproof.portal.appraisal;

import org.jspecify.annotations.NullMarked;
