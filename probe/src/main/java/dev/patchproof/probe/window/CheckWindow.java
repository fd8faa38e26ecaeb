package dev.patchproof.probe.window;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.swing.JFrame;
import javax.swing.WindowConstants;

/** The one window: shows a sheet at a time. Used on AWT's event thread alone, but for {@link #awaitClosing}. */
final class CheckWindow {
    private static final String TITLE = "Patchproof";

    private final JFrame frame = new JFrame(TITLE);
    private final CountDownLatch closing = new CountDownLatch(1);
    private Runnable whenClosed = () -> {};

    CheckWindow() {
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
            }
        });
        Rectangle room = GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds();
        int em = Appearance.em();
        frame.setMinimumSize(new Dimension(Math.min(40 * em, room.width), Math.min(24 * em, room.height)));
        frame.setSize(new Dimension(Math.min(66 * em, room.width), Math.min(52 * em, room.height)));
        frame.setLocationRelativeTo(null);
    }

    /**
     * Shows a page in place of the one before.
     *
     * @param then what happens when the window is closed while this page is shown; at once where it was closed before
     */
    void show(Sheet sheet, Runnable then) {
        if (isClosed()) {
            then.run();
            return;
        }
        whenClosed = then;
        frame.setContentPane(sheet.panel());
        frame.getRootPane().setDefaultButton(sheet.usual().orElse(null));
        frame.setTitle(TITLE + " - " + sheet.heading()); // screen readers read a new title out
        frame.revalidate();
        frame.repaint();
        frame.setVisible(true);
        sheet.usual()
                .<Component>map(button -> button)
                .or(() -> Optional.ofNullable(frame.getFocusTraversalPolicy().getFirstComponent(frame)))
                .ifPresent(Component::requestFocusInWindow);
    }

    void close() {
        if (!isClosed()) {
            closing.countDown();
            frame.dispose();
            whenClosed.run();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** Returns when the window is closed. */
    void awaitClosing() throws InterruptedException {
        closing.await();
    }
}
