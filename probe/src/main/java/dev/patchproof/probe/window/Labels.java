package dev.patchproof.probe.window;

import javax.swing.JLabel;

/** Labels that show their text as it is. */
final class Labels {
    private Labels() {}

    /** Swing takes a text for HTML that begins like it. */
    static JLabel plain(String text) {
        JLabel label = new JLabel();
        label.putClientProperty("html.disable", true);
        label.setText(text);
        return label;
    }
}
