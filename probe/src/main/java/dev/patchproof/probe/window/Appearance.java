package dev.patchproof.probe.window;

import java.awt.Font;
import java.awt.Toolkit;
import javax.swing.JLabel;
import javax.swing.UIManager;
import javax.swing.UnsupportedLookAndFeelException;
import javax.swing.plaf.FontUIResource;
import javax.swing.plaf.metal.DefaultMetalTheme;
import javax.swing.plaf.metal.MetalLookAndFeel;

/** The look of the system that the person is used to, in their colours and sizes. */
final class Appearance {
    private static final int USUAL_DOTS_PER_INCH = 96;

    private Appearance() {}

    static void use() {
        MetalLookAndFeel.setCurrentTheme(new PlainTheme());
        try {
            UIManager.setLookAndFeel(UIManager.getSystemLookAndFeelClassName());
        } catch (ReflectiveOperationException | UnsupportedLookAndFeelException e) {
            return; // Java's own look is in use then
        }
    }

    /** What distances are measured in: the height of a line of text, so that they grow with it. */
    static int em() {
        return new JLabel().getFont().getSize();
    }

    /** Java's own look, which is the system's where there is no desktop that it knows: plain, and as large as the screen asks. */
    private static final class PlainTheme extends DefaultMetalTheme {
        private final FontUIResource font = new FontUIResource(
                Font.DIALOG,
                Font.PLAIN,
                Math.max(13, 13 * Toolkit.getDefaultToolkit().getScreenResolution() / USUAL_DOTS_PER_INCH));

        @Override
        public FontUIResource getControlTextFont() {
            return font;
        }

        @Override
        public FontUIResource getSystemTextFont() {
            return font;
        }

        @Override
        public FontUIResource getUserTextFont() {
            return font;
        }

        @Override
        public FontUIResource getMenuTextFont() {
            return font;
        }

        @Override
        public FontUIResource getWindowTitleFont() {
            return font;
        }

        @Override
        public FontUIResource getSubTextFont() {
            return font;
        }
    }
}
