package dev.patchproof.fuzz;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One target under Jazzer, in a Java of its own with little memory: a heap of 512 MB, which is what a finding would fill;
 * Jazzer's own tables take up to 2 GB beside it, as the kernel gives pages. System properties bound it: {@code
 * patchproof.fuzz.runs} (5,000) and {@code patchproof.fuzz.seconds} (30), whichever comes first.
 *
 * @param exitCode 0 where nothing was found
 * @param executions how often the target ran
 * @param output all that was printed, the finding among it
 */
public record FuzzRun(int exitCode, long executions, String output) {
    private static final Pattern DONE = Pattern.compile("Done ([0-9]+) runs? in");

    public FuzzRun {
        requireNonNull(output);
    }

    /**
     * Runs a target.
     *
     * @param seeds inputs to begin with, of which the interesting ones are found sooner than by chance
     * @param work an empty folder; a finding is left there
     */
    public static FuzzRun of(Class<?> target, List<byte[]> seeds, Path work) throws IOException, InterruptedException {
        Path corpus = Files.createDirectory(work.resolve("corpus"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path output = work.resolve("output");
        Process process = new ProcessBuilder(command(target, corpus, work))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        int exitCode = process.waitFor();
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        Matcher done = DONE.matcher(text);
        return new FuzzRun(exitCode, done.find() ? Long.parseLong(done.group(1)) : 0, text);
    }

    private static List<String> command(Class<?> target, Path corpus, Path work) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=dev.patchproof.**:org.jose4j.json.**",
                "--reproducer_path=" + work,
                "-artifact_prefix=" + work + "/",
                "-runs=" + Long.getLong("patchproof.fuzz.runs", 5_000),
                "-max_total_time=" + Long.getLong("patchproof.fuzz.seconds", 30),
                "-timeout=20",
                "-rss_limit_mb=4096",
                "-max_len=65536",
                "-len_control=0",
                "-print_final_stats=1",
                corpus.toString()));
    }
}
