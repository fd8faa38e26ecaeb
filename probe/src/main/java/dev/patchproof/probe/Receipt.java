package dev.patchproof.probe;

/**
 * The portal's answer to evidence.
 *
 * @param link the page of the result
 */
record Receipt(String resultId, ClaimedVerdict claimed, FoundVerdict found, String link) {}
