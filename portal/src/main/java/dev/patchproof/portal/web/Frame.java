package dev.patchproof.portal.web;

/**
 * What every page has around it.
 *
 * @param version of the portal
 */
record Frame(Assets assets, String version) {}
