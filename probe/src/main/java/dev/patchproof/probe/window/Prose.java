package dev.patchproof.probe.window;

import java.awt.Font;
import java.awt.KeyboardFocusManager;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextPane;
import javax.swing.text.BadLocationException;
import javax.swing.text.JTextComponent;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyleConstants;

/** Text that is read, selected and scrolled, with the mouse or the keyboard, and not written. */
final class Prose {
    private static final MutableAttributeSet PLAIN = new SimpleAttributeSet();
    private static final MutableAttributeSet BOLD = new SimpleAttributeSet();
    private static final MutableAttributeSet COLUMNS = new SimpleAttributeSet();

    static {
        StyleConstants.setBold(BOLD, true);
        StyleConstants.setFontFamily(COLUMNS, Font.MONOSPACED);
    }

    private final JTextPane pane = new JTextPane();

    /** @param name what a screen reader calls it */
    Prose(String name) {
        readable(pane, name);
        JLabel paper = new JLabel(); // reads like the window it stands in, and not like a field to write in
        pane.setFont(paper.getFont());
        pane.setForeground(paper.getForeground());
        pane.setOpaque(false);
    }

    Prose paragraph(String text) {
        append(text + "\n\n", PLAIN);
        return this;
    }

    /** Words with nothing below them. */
    Prose words(String text) {
        append(text, PLAIN);
        return this;
    }

    Prose strong(String text) {
        append(text + "\n\n", BOLD);
        return this;
    }

    /** A name and its value, on a line. */
    Prose line(String name, String value) {
        append(name + "  ", BOLD);
        append(value + "\n", PLAIN);
        return this;
    }

    Prose gap() {
        append("\n", PLAIN);
        return this;
    }

    /** Lines whose columns stand below each other. */
    Prose columns(List<String> lines) {
        append(String.join("\n", lines) + "\n\n", COLUMNS);
        return this;
    }

    /** In letters so many times as large. */
    Prose scaled(float factor) {
        pane.setFont(pane.getFont().deriveFont(pane.getFont().getSize2D() * factor));
        return this;
    }

    private JTextComponent text() {
        pane.setCaretPosition(0);
        return pane;
    }

    JComponent scrolling() {
        JScrollPane scroll = scrolling(text());
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.setBorder(null);
        return scroll;
    }

    /** A long text in its own lines. */
    static JTextArea listing(String name, String text) {
        JTextArea area = new JTextArea(text);
        area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, area.getFont().getSize()));
        readable(area, name);
        area.setCaretPosition(0);
        return area;
    }

    static JScrollPane scrolling(JTextComponent text) {
        JScrollPane scroll = new JScrollPane(text);
        scroll.setFocusable(false);
        return scroll;
    }

    private static void readable(JTextComponent text, String name) {
        text.setEditable(false);
        text.getAccessibleContext().setAccessibleName(name);
        int space = Appearance.em() / 2;
        text.setBorder(BorderFactory.createEmptyBorder(space, space, space, space));
        // Tab leads on: it cannot be typed here anyway
        text.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        // Swing hides the caret of a text that is not written, and selecting with the keyboard begins there
        text.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                text.getCaret().setVisible(true);
            }
        });
    }

    private void append(String text, MutableAttributeSet style) {
        try {
            pane.getDocument().insertString(pane.getDocument().getLength(), text, style);
        } catch (BadLocationException e) {
            throw new IllegalStateException("the end of a text is a place in it", e);
        }
    }
}
