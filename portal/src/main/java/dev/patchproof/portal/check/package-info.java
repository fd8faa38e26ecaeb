/**
 * Checks: a visit from the ticket over the plan and the progress to the one upload, and the events of it.
 *
 * <p>Depends on {@code collection}, {@code verification} and {@code appraisal} for what they decide, on {@code signing}
 * for tickets and plans, and on {@code result} for keeping what comes out. It decides who may upload and when; it never
 * judges evidence. Ids and tickets are secrets here: none of them is ever logged.
 */
@NullMarked
package dev.patchproof.portal.check;

import org.jspecify.annotations.NullMarked;
