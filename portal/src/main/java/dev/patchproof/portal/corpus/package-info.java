/**
 * The known-liar corpus: computers that once fooled a checker, each beside a clean twin, with what Patchproof must say of
 * both. Tests hold the judging to it, and the page {@code /about/known-liars} is made of it.
 *
 * <p>A case is one file in {@code resources/known-liars}, read by {@link dev.patchproof.portal.corpus.KnownLiars}: the
 * story, the day of judging, a catalog of its own (so that it does not break when the shipped one is updated), the whole
 * evidence of a clean computer in wire form, and liars as overrides of it. It must answer every question that the plan for
 * its catalog asks, and no other, so that nothing hides in what was left out. README.md beside the cases tells how to add
 * one.
 *
 * <p>Depends on the catalog's reader, the wire model, {@code collection} (what a plan asks) and {@code appraisal}, whose
 * real judge replays the cases: no verdict is written here, only what is expected of it. No clock, no setting, no
 * container enters; files are read once, by {@code KnownLiars}.
 */
@NullMarked
package dev.patchproof.portal.corpus;

import org.jspecify.annotations.NullMarked;
