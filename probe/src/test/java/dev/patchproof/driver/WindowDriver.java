package dev.patchproof.driver;

import static java.util.Objects.requireNonNull;

import java.awt.Component;
import java.awt.Container;
import java.awt.FocusTraversalPolicy;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.accessibility.AccessibleContext;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import javax.swing.SwingUtilities;
import javax.swing.plaf.basic.BasicArrowButton;
import javax.swing.text.JTextComponent;

/**
 * Sits in the process of the real jar beside its window, sees and does there what a screen reader does, and obeys a test. Not
 * of the jar's packages, which take no unsigned class. Answers each line of the socket with a line in base64.
 */
public final class WindowDriver {
    private WindowDriver() {}

    /** Starts a program without arguments, as a double click does. Arguments: the test's port on loopback, the main class. */
    public static void main(String[] args) throws Exception {
        Socket test = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        Thread driver = new Thread(() -> obey(test), "driver");
        driver.setDaemon(true);
        driver.start();
        Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    }

    private static void obey(Socket test) {
        try (test;
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(test.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(test.getOutputStream(), true, StandardCharsets.UTF_8)) {
            for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                int blank = line.indexOf(' ');
                String answer =
                        blank < 0 ? answer(line, "") : answer(line.substring(0, blank), line.substring(blank + 1));
                answers.println(Base64.getEncoder().encodeToString(answer.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            return; // the test has gone
        }
    }

    private static String answer(String command, String argument) {
        return switch (command) {
            case "text" -> onScreen(() -> lines(WindowDriver::text));
            case "unnamed" -> onScreen(() -> lines(WindowDriver::unnamed));
            case "tabs" -> onScreen(WindowDriver::tabs);
            case "press" -> onScreen(() -> press(argument));
            case "mnemonic" ->
                onScreen(() -> String.valueOf((char) button(argument).getMnemonic()));
            case "close" -> onScreen(WindowDriver::close);
            case "choose" -> onScreen(() -> choose(argument));
            case "paint" -> onScreen(() -> paint(argument));
            default -> throw new IllegalArgumentException(command);
        };
    }

    /** Where nothing is shown yet the answer is empty. */
    private static String onScreen(Supplier<String> answer) {
        AtomicReference<String> given = new AtomicReference<>("");
        try {
            SwingUtilities.invokeAndWait(() -> given.set(answer.get()));
        } catch (ReflectiveOperationException | InterruptedException e) {
            return "failed: " + e.getCause();
        }
        return requireNonNull(given.get());
    }

    private static List<Component> components() {
        List<Component> all = new ArrayList<>();
        Arrays.stream(Window.getWindows()).filter(Component::isShowing).forEach(window -> collect(window, all));
        return all;
    }

    private static void collect(Component component, List<Component> all) {
        all.add(component);
        if (component instanceof Container container) {
            Arrays.stream(container.getComponents())
                    .filter(Component::isVisible)
                    .forEach(child -> collect(child, all));
        }
    }

    private static String lines(Function<Component, String> line) {
        return components().stream().map(line).filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    }

    private static String text(Component component) {
        if (component instanceof JLabel label) {
            return String.valueOf(label.getText());
        }
        if (component instanceof JTextComponent text) {
            return text.getText();
        }
        if (component instanceof JProgressBar bar) {
            return bar.isStringPainted() ? bar.getString() : "";
        }
        return component instanceof AbstractButton button && button.isEnabled() ? "[" + button.getText() + "]" : "";
    }

    /** What can have the keyboard and tells a screen reader nothing. */
    private static String unnamed(Component component) {
        boolean reachable = (component instanceof AbstractButton && !(component instanceof BasicArrowButton))
                || component instanceof JTextComponent
                || component instanceof JProgressBar;
        AccessibleContext context = component.getAccessibleContext();
        return reachable
                        && (context.getAccessibleName() == null
                                || context.getAccessibleName().isBlank())
                ? component.getClass().getName()
                : "";
    }

    private static String tabs() {
        Container window = shown();
        FocusTraversalPolicy policy = window.getFocusTraversalPolicy();
        List<String> names = new ArrayList<>();
        Component first = policy.getFirstComponent(window);
        Component next = first;
        do {
            names.add(next.getAccessibleContext().getAccessibleName());
            next = policy.getComponentAfter(window, next);
        } while (!next.equals(first) && names.size() < 50);
        return String.join("|", names);
    }

    private static Window shown() {
        return Arrays.stream(Window.getWindows())
                .filter(Component::isShowing)
                .findFirst()
                .orElseThrow();
    }

    private static AbstractButton button(String name) {
        return components().stream()
                .filter(AbstractButton.class::isInstance)
                .map(AbstractButton.class::cast)
                .filter(button -> name.equals(button.getAccessibleContext().getAccessibleName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no button " + name));
    }

    private static String press(String name) {
        AbstractButton button = button(name);
        if (!button.isEnabled()) {
            return "disabled";
        }
        // later, since a dialog keeps the event until it is closed
        SwingUtilities.invokeLater(
                () -> button.getAccessibleContext().getAccessibleAction().doAccessibleAction(0));
        return "pressed";
    }

    private static String close() {
        Window window = shown();
        window.dispatchEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSING));
        return "closed";
    }

    private static String choose(String file) {
        Optional<JFileChooser> chooser = components().stream()
                .filter(JFileChooser.class::isInstance)
                .map(JFileChooser.class::cast)
                .findFirst();
        chooser.ifPresent(dialog -> {
            dialog.setSelectedFile(new File(file));
            dialog.approveSelection();
        });
        return chooser.isPresent() ? "chosen" : "no dialog yet";
    }

    private static String paint(String file) {
        Window window = shown();
        Rectangle bounds = window.getBounds();
        BufferedImage image = new BufferedImage(bounds.width, bounds.height, BufferedImage.TYPE_INT_RGB);
        window.paintAll(image.createGraphics());
        try {
            ImageIO.write(image, "png", new File(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return "painted";
    }
}
