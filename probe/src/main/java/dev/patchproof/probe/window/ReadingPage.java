package dev.patchproof.probe.window;

import java.awt.BorderLayout;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;

/** How far the reading is, of the bytes that are to be read, and a way to stop it. */
final class ReadingPage {
    private static final int LONGEST_NAME = 60;

    private final JProgressBar bar = new JProgressBar(0, 100);
    private final JLabel what = Labels.plain(" ");
    private final Sheet sheet;

    ReadingPage(List<String> remarks, Runnable stop) {
        bar.setStringPainted(true);
        bar.getAccessibleContext().setAccessibleName("Read so far");
        Prose prose = new Prose("What is happening");
        remarks.forEach(prose::paragraph);
        prose.paragraph("You can go on working. Nothing that is read is sent before you have seen it and said yes.");
        int em = Appearance.em();
        JPanel top = new JPanel(new BorderLayout(em / 2, em / 2));
        top.add(bar, BorderLayout.PAGE_START);
        top.add(what, BorderLayout.CENTER);
        JPanel body = new JPanel(new BorderLayout(em, em));
        body.add(top, BorderLayout.PAGE_START);
        body.add(prose.scrolling(), BorderLayout.CENTER);
        sheet = new Sheet("Reading this computer", body);
        sheet.cancelButton(stop);
    }

    Sheet sheet() {
        return sheet;
    }

    void show(int percent, String name) {
        bar.setValue(percent);
        bar.setString(percent + " %");
        what.setText(name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
    }
}
