package dev.patchproof.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.reader.CatalogReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our order of versions against dpkg's own, over pairs of versions that Debian has published. */
class DebianVersionOrderIT {
    private static final Path DPKG = Path.of("/usr/bin/dpkg");
    private static final int PAIRS = 3_000;
    private static final String ASK_DPKG = """
            while read -r left right; do
              if dpkg --compare-versions "$left" lt "$right"; then echo '<'
              elif dpkg --compare-versions "$left" eq "$right"; then echo '='
              else echo '>'; fi
            done
            """;

    @Test
    void publishedVersionsAndTheirVariants_orderedAsDpkgDoes(@TempDir Path directory)
            throws IOException, InterruptedException {
        RequiredTool.require(DPKG);
        List<String> pairs = pairs();
        Path input = Files.write(directory.resolve("pairs"), pairs);
        Path output = directory.resolve("answers");

        int exit = new ProcessBuilder("/bin/sh", "-c", ASK_DPKG)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();

        assertThat(exit).isZero();
        List<String> answers = Files.readAllLines(output, StandardCharsets.UTF_8);
        assertThat(answers).hasSameSizeAs(pairs).contains("<", "=", ">");
        assertThat(IntStream.range(0, pairs.size())
                        .filter(i -> !answers.get(i).equals(ours(pairs.get(i))))
                        .mapToObj(i -> pairs.get(i) + ": dpkg says " + answers.get(i)))
                .isEmpty();
    }

    /** Each version beside another one and beside small variants of itself, where the order is decided late. */
    private static List<String> pairs() {
        List<String> versions = CatalogReader.shipped().updates().stream()
                .flatMap(update -> update.fixes().stream())
                .flatMap(fix -> fix.claims().stream())
                .flatMap(DebianVersionOrderIT::versions)
                .distinct()
                .sorted()
                .toList();
        Random random = new Random(20261123);
        List<String> pairs = new ArrayList<>();
        while (pairs.size() < PAIRS) {
            String version = versions.get(random.nextInt(versions.size()));
            String other = versions.get(random.nextInt(versions.size()));
            pairs.add(version + " " + other);
            pairs.add(version + " " + version + "~" + random.nextInt(3));
            pairs.add(version + "+b" + random.nextInt(12) + " " + version + "+b" + random.nextInt(12));
            pairs.add(version + " " + mutated(version, random));
        }
        return pairs;
    }

    private static Stream<String> versions(ClaimTest claim) {
        return claim instanceof ClaimTest.DebianPackages packages
                ? packages.fixedVersions().values().stream().map(DebianVersion::text)
                : Stream.of();
    }

    /** With something put in behind the first digit of the upstream version, so that it stays a version. */
    private static String mutated(String version, Random random) {
        int first = version.indexOf(':') + 2;
        int at = first + random.nextInt(version.length() - first + 1);
        String inserted = List.of("0", "1", "a", "Z", "+", "~", ".", "00").get(random.nextInt(8));
        return version.substring(0, at) + inserted + version.substring(at);
    }

    private static String ours(String pair) {
        String[] sides = pair.split(" ", -1);
        int order = new DebianVersion(sides[0]).compareTo(new DebianVersion(sides[1]));
        return order < 0 ? "<" : order == 0 ? "=" : ">";
    }
}
