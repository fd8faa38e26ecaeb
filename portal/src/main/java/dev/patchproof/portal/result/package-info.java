/**
 * Results: what was found, kept with the raw token it rests on, found again by its link and deleted by its owner.
 *
 * <p>Depends on {@code appraisal} for the value it stores and on {@code home} for the database. Deleting takes the
 * personal part (token, observations, names) and leaves the counts that {@code report} reads. The id of a result is a
 * view capability and is never logged.
 */
@NullMarked
package dev.patchproof.portal.result;

import org.jspecify.annotations.NullMarked;
