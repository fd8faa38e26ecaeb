/**
 * What a check and the person before it say to each other, whichever way they talk: a terminal ({@code ...probe}) or a
 * window ({@code ...probe.window}). The check finds the words and decides what follows from an answer; a conversation
 * shows and asks, and decides nothing. The JDK alone; no streams, no AWT, no picocli.
 */
@NullMarked
package dev.patchproof.probe.conversation;

import org.jspecify.annotations.NullMarked;
