/**
 * The check's talk in a window, for people who start the probe by double click and have no terminal: who asks, what is
 * read, what would be sent, the verdict. Says what a terminal says, in the same words, and judges nothing.
 *
 * <p>{@link dev.patchproof.probe.window.WindowConversation} is what the thread of the check talks to; everything else here
 * lives on AWT's event thread and is never waited for there. A page is a {@code Sheet}: a heading, a body, buttons in the
 * order of the Tab key. Closing the window says no to whatever is asked, and stops what can be stopped.
 *
 * <p>Colours, fonts and their sizes are those of the system, so that dark and high-contrast settings hold; every text can be
 * selected, and nothing from outside is shown as HTML. Depends on {@code ...probe.conversation} alone. AWT and Swing enter
 * here and nowhere else (but for the message box of {@code DoubleClick}); nothing of the check, the portal or a file does,
 * except that the evidence is saved where the person says.
 */
@NullMarked
package dev.patchproof.probe.window;

import org.jspecify.annotations.NullMarked;
