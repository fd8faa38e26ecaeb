package dev.patchproof.portal.web;

/**
 * The page where an administrator signs in.
 *
 * @param refused why the last attempt was refused; empty where there was none
 */
record AdminLoginView(String refused) {}
