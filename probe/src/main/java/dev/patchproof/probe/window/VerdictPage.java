package dev.patchproof.probe.window;

import dev.patchproof.probe.conversation.Verdict;
import java.awt.BorderLayout;
import java.awt.Desktop;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.SwingWorker;

/** The two verdicts beside each other, the way to their reasons, and what was sent. */
final class VerdictPage {
    private final String link;
    private final String token;
    private final JLabel status = Labels.plain(" ");
    private final Sheet sheet;

    /**
     * @param token what was sent
     * @param close what Close does
     */
    VerdictPage(Verdict verdict, String token, Runnable close) {
        link = verdict.link();
        this.token = token;
        int em = Appearance.em();
        JPanel verdicts = new JPanel(new GridLayout(1, 2, em, em));
        verdicts.add(half("What the system claims", verdict.claimed()));
        verdicts.add(half("What Patchproof found", verdict.found()));
        verdicts.setPreferredSize(new Dimension(0, 10 * em));
        JPanel below = new JPanel(new BorderLayout());
        below.add(reasons(), BorderLayout.PAGE_START);
        JPanel body = new JPanel(new BorderLayout(em, em));
        body.add(verdicts, BorderLayout.PAGE_START);
        body.add(below, BorderLayout.CENTER);
        sheet = new Sheet("The verdict", body);
        // with administrator rights the browser would have them too
        if (verdict.ordinaryRights() && canBrowse()) {
            sheet.usualButton("Open result in browser", 'O', this::browse);
        }
        sheet.button("Copy link", 'L', this::copy);
        sheet.button("Save what was sent ...", 'S', this::save);
        sheet.button("Close", 'C', close);
    }

    Sheet sheet() {
        return sheet;
    }

    private static JComponent half(String title, String words) {
        JComponent text = new Prose(title).words(words).scaled(1.5f).scrolling();
        text.setBorder(new JScrollPane().getBorder());
        return Pages.titled(title, text);
    }

    private JComponent reasons() {
        int gap = Appearance.em() / 3;
        JTextField field = new JTextField(link);
        field.setEditable(false);
        JLabel label = Labels.plain("The reasons, update by update:");
        label.setLabelFor(field);
        JPanel panel = new JPanel(new BorderLayout(gap, gap));
        panel.add(label, BorderLayout.PAGE_START);
        panel.add(field, BorderLayout.CENTER);
        panel.add(status, BorderLayout.PAGE_END);
        return panel;
    }

    private static boolean canBrowse() {
        return Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE);
    }

    /** The person's own browser, by the person's own choice: the probe itself starts no program. */
    private void browse() {
        inBackground(() -> {
            try {
                Desktop.getDesktop().browse(URI.create(link));
                return "Your browser was asked to open the result.";
            } catch (IOException | UnsupportedOperationException e) {
                return "No browser could be opened. Copy the link instead.";
            }
        });
    }

    private void copy() {
        try {
            Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(link), null);
            say("The link was copied.");
        } catch (IllegalStateException e) {
            say("The clipboard is in use by another program. Try again.");
        }
    }

    private void save() {
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle("Save the signed evidence as it was sent");
        chooser.setSelectedFile(Path.of("patchproof-evidence.jwt").toFile());
        if (chooser.showSaveDialog(sheet.panel()) == JFileChooser.APPROVE_OPTION) {
            Path file = chooser.getSelectedFile().toPath();
            inBackground(() -> saved(file));
        }
    }

    private String saved(Path file) {
        try {
            Files.writeString(file, token, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return "What was sent is in " + file + ".";
        } catch (FileAlreadyExistsException e) {
            return "There is a file of that name already. Choose another name.";
        } catch (IOException e) {
            return "It cannot be written to " + file + " (" + e.getClass().getSimpleName() + ").";
        }
    }

    private void inBackground(Callable<String> work) {
        new SwingWorker<String, Void>() {
            @Override
            protected String doInBackground() throws Exception {
                return work.call();
            }

            @Override
            protected void done() {
                try {
                    say(get());
                } catch (ExecutionException e) {
                    say("That did not work (" + e.getCause() + ").");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }.execute();
    }

    private void say(String text) {
        status.setText(text);
        status.getAccessibleContext().setAccessibleName(text);
    }
}
