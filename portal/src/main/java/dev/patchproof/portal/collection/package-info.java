/**
 * Collection: catalog x product selector -> the queries of a plan. Pure.
 *
 * <p>Depends on the catalog and the wire model alone. {@link dev.patchproof.portal.collection.Applicability} is the one
 * place that compares a product condition with a computer, for plans here and for verdicts in appraisal; a fact that is
 * asked for and not known is a third answer, so that nothing is left out by guessing. {@link
 * dev.patchproof.portal.collection.Candidates} saves looking at the updates of all other products. No framework, clock,
 * log or I/O, no reference value and no judgement enters: a plan asks, and does not tell what would be right.
 */
@NullMarked
package dev.patchproof.portal.collection;

import org.jspecify.annotations.NullMarked;
