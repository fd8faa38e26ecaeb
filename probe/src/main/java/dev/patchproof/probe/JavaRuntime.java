package dev.patchproof.probe;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Java that runs this program, as it describes itself. A program that asks whether a computer is up to date says so
 * where its own Java is not; it runs all the same, since the computer's state does not depend on it.
 *
 * @param feature number of the feature release: 17
 * @param version as people name it: 17.0.15
 * @param released ISO date on which this very update came out; empty where the Java does not say
 */
record JavaRuntime(int feature, String version, String released) {
    private static final String TABLE = "java-releases.csv";
    /** Security updates come every three months; who has missed two is told. */
    private static final Period FRESH = Period.ofMonths(7);

    JavaRuntime {
        requireNonNull(version, "version");
        requireNonNull(released, "released");
    }

    static JavaRuntime ofThisProgram() {
        return new JavaRuntime(
                feature(System.getProperty("java.specification.version", "")),
                System.getProperty("java.version", "unknown"),
                System.getProperty("java.version.date", ""));
    }

    /** The launcher has seen that it is a number from 17 on. */
    private static int feature(String specification) {
        return specification.matches("[0-9]{1,4}") ? Integer.parseInt(specification) : 0;
    }

    /** What is wrong with it, in one sentence; empty where nothing is. */
    Optional<String> complaint(Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate end = ends().get(feature);
        String name = "The Java that runs this program (" + version + ")";
        if (end != null && today.isAfter(end)) {
            return Optional.of(name + " gets no more security updates since " + end
                    + ". Replace it by a newer one; the check itself is not affected.");
        }
        Optional<LocalDate> date = date();
        if (date.isPresent() && date.get().plus(FRESH).isBefore(today)) {
            return Optional.of(name + " is of " + date.get() + ", and security updates come every three months."
                    + " Update it; the check itself is not affected.");
        }
        if (end == null) {
            return Optional.of(name + " is one that this program does not know, so it cannot say whether there are"
                    + " security updates for it.");
        }
        return date.isPresent()
                ? Optional.empty()
                : Optional.of(name + " does not say when it was released, so this program cannot say whether it is"
                        + " up to date.");
    }

    private Optional<LocalDate> date() {
        try {
            return Optional.of(LocalDate.parse(released));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<Integer, LocalDate> ends() {
        Map<Integer, LocalDate> ends = new HashMap<>();
        try (InputStream in = JavaRuntime.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the probe was built without " + TABLE);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    int comma = line.indexOf(',');
                    ends.put(Integer.valueOf(line.substring(0, comma)), LocalDate.parse(line.substring(comma + 1)));
                }
            }
            return ends;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
