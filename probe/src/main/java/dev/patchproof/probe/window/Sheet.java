package dev.patchproof.probe.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.FlowLayout;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** One page of the window: a heading, what it is about, and buttons in the order of the Tab key. */
final class Sheet {
    private final String heading;
    private final JPanel panel = new JPanel();
    private final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING));
    private Optional<JButton> usual = Optional.empty();
    private boolean answered;

    Sheet(String heading, JComponent body) {
        this.heading = heading;
        int em = Appearance.em();
        JLabel title = Labels.plain(heading);
        title.setFont(title.getFont().deriveFont(title.getFont().getSize2D() * 1.5f));
        title.setLabelFor(body);
        panel.setLayout(new BorderLayout(em, em));
        panel.setBorder(BorderFactory.createEmptyBorder(em, em, em, em));
        panel.add(title, BorderLayout.PAGE_START);
        panel.add(body, BorderLayout.CENTER);
        panel.add(buttons, BorderLayout.PAGE_END);
    }

    /**
     * Adds a button.
     *
     * @param letter of its words that chooses it with Alt
     */
    JButton button(String words, char letter, Runnable action) {
        JButton button = new JButton(words);
        button.setMnemonic(letter);
        button.addActionListener(event -> action.run());
        buttons.add(button);
        return button;
    }

    /** Adds a button that Enter chooses too. */
    JButton usualButton(String words, char letter, Runnable action) {
        JButton button = button(words, letter, action);
        usual = Optional.of(button);
        return button;
    }

    /** Adds the button that stops what is going on. */
    void cancelButton(Runnable stop) {
        button("Cancel", 'C', () -> answer(cancelled -> stop.run(), true));
    }

    /** Passes on what was chosen, once: no button can be chosen any more. */
    void answer(Consumer<Boolean> listener, boolean chosen) {
        if (!answered) {
            answered = true;
            for (Component button : buttons.getComponents()) {
                button.setEnabled(false);
            }
            listener.accept(chosen);
        }
    }

    boolean isAnswered() {
        return answered;
    }

    String heading() {
        return heading;
    }

    JPanel panel() {
        return panel;
    }

    Optional<JButton> usual() {
        return usual;
    }
}
