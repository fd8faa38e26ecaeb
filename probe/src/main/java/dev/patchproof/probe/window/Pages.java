package dev.patchproof.probe.window;

import dev.patchproof.probe.conversation.Introduction;
import dev.patchproof.probe.conversation.Offer;
import java.awt.BorderLayout;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JSplitPane;
import javax.swing.JTextArea;
import javax.swing.Timer;

/** The pages on which nothing moves. */
final class Pages {
    private static final int MILLIS_TO_SEE_A_PAGE = 1000;

    private Pages() {}

    /** Who asks, and what they are told first. */
    static Sheet introduction(Introduction introduction, List<String> remarks, Consumer<Boolean> answer) {
        Prose prose = new Prose("What this program does and for whom")
                .paragraph("This program looks whether the security updates that this computer claims are really there"
                        + " and in force. It changes nothing but one small key file of its own, needs no administrator"
                        + " rights and sends no file contents.")
                .paragraph("When it has read this computer it shows you everything that it would send, and asks."
                        + " Without your yes nothing of it is sent.")
                .line("Portal", introduction.portal())
                .line("Check", introduction.checkId())
                .line("Signed by", introduction.signer())
                .line("Fingerprint", introduction.fingerprint())
                .gap()
                .paragraph("The same fingerprint stands on the portal's start page, which also says how to check this"
                        + " file: a program can say anything of itself.");
        if (!introduction.encrypted()) {
            prose.strong("The way to this portal is not encrypted.");
        }
        remarks.forEach(prose::strong);
        prose.paragraph("To know what to ask, the portal is told first, when you press Start:")
                .columns(introduction.product());
        return question("Is this computer up to date?", prose.scrolling(), "Start", 'S', answer);
    }

    /** The check of this download was used. */
    static Sheet newCheck(String why, Consumer<Boolean> answer) {
        JComponent body = new Prose("What happened")
                .paragraph(why)
                .paragraph("Start a new check of this computer now?")
                .scrolling();
        return question("This download has been used", body, "Start a new check", 'S', answer);
    }

    /** Everything that would be sent; Enter alone sends nothing. */
    static Sheet offer(Offer offer, String whole, Consumer<Boolean> answer) {
        JTextArea summary = Prose.listing("In short", String.join("\n", offer.summary()));
        summary.setLineWrap(true);
        summary.setWrapStyleWord(true);
        JTextArea all = Prose.listing("All that would be sent", whole);
        JSplitPane body = new JSplitPane(
                JSplitPane.VERTICAL_SPLIT,
                titled(offer.heading(), Prose.scrolling(summary)),
                titled("All of it, as it is sent:", Prose.scrolling(all)));
        body.setResizeWeight(0.3);
        body.setBorder(null);
        Sheet sheet = new Sheet("Send this?", body);
        JButton send = sheet.button("Send", 'E', () -> sheet.answer(answer, true));
        sheet.button("Do not send", 'D', () -> sheet.answer(answer, false));
        onceSeen(send, sheet);
        return sheet;
    }

    /** A second click or key that was meant for the page before must not send what nobody has seen. */
    private static void onceSeen(JButton button, Sheet sheet) {
        button.setEnabled(false);
        Timer timer = new Timer(MILLIS_TO_SEE_A_PAGE, event -> button.setEnabled(!sheet.isAnswered()));
        timer.setRepeats(false);
        timer.start();
    }

    private static Sheet question(String heading, JComponent body, String yes, char letter, Consumer<Boolean> answer) {
        Sheet sheet = new Sheet(heading, body);
        sheet.usualButton(yes, letter, () -> sheet.answer(answer, true));
        sheet.button("Close", 'C', () -> sheet.answer(answer, false));
        return sheet;
    }

    /** Something takes a while. */
    static Sheet waiting(String heading) {
        return new Sheet(heading, bar(heading));
    }

    /** Something takes a while, and can be stopped. */
    static Sheet waiting(String heading, Runnable stop) {
        Sheet sheet = waiting(heading);
        sheet.cancelButton(stop);
        return sheet;
    }

    private static JComponent bar(String name) {
        JProgressBar bar = new JProgressBar();
        bar.setIndeterminate(true);
        bar.getAccessibleContext().setAccessibleName(name);
        JPanel top = new JPanel(new BorderLayout());
        top.add(bar, BorderLayout.PAGE_START);
        return top;
    }

    /** The last page of a run that was not to have a verdict. */
    static Sheet end(String why, Runnable close) {
        return last("No verdict", new Prose("Why there is no verdict").paragraph(why), close);
    }

    /** The last page of a run that failed. */
    static Sheet failure(String message, String advice, Runnable close) {
        return last(
                "The check could not be done",
                new Prose("What happened").strong(message).paragraph(advice),
                close);
    }

    private static Sheet last(String heading, Prose prose, Runnable close) {
        Sheet sheet = new Sheet(heading, prose.scrolling());
        sheet.usualButton("Close", 'C', close);
        return sheet;
    }

    static JComponent titled(String title, JComponent content) {
        JPanel panel = new JPanel(new BorderLayout(0, Appearance.em() / 3));
        panel.add(Labels.plain(title), BorderLayout.PAGE_START);
        panel.add(content, BorderLayout.CENTER);
        return panel;
    }
}
