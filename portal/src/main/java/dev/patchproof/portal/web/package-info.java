/**
 * The pages: what employees, the helpdesk and, below {@code /admin}, administrators read in a browser.
 *
 * <p>One direction: a result or a check becomes a <em>view</em> (a record of strings, made in {@code ...View.of} or
 * {@code ResultViews}), and a checked Qute template prints the view. Views map enum constants to words and nothing
 * more: every verdict is made in {@code ...portal.appraisal}. Every sentence stands in one file,
 * {@code sentences.properties}; a test fails when a constant has no sentence. Adding a reason: the constant in
 * {@code ReasonCode} and its lines there.
 *
 * <p>Whatever came from a computer passes {@link dev.patchproof.portal.web.PlainText} on its way into a view; Qute
 * escapes HTML on the way out. Static files lie in {@code META-INF/resources} and are linked with their digest
 * ({@link dev.patchproof.portal.web.Assets}). Every page below {@code /admin} but the one to sign in carries {@code
 * AdminAccess}. No inline script or style: the content security policy forbids both.
 */
@NullMarked
package dev.patchproof.portal.web;

import org.jspecify.annotations.NullMarked;
