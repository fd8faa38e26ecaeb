package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.RootKey;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, started as people start it. */
class RunnableJarIT {
    private static final Path JAR = DownloadedJar.unsigned();

    private Path folder;

    @BeforeEach
    void folder(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void version_isThatOfTheBuild() throws Exception {
        Run run = run(JAR, "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("patchproof-probe \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void help_showsEveryOption() throws Exception {
        Run run = run(JAR, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "--portal",
                        "--yes",
                        "--dry-run",
                        "--output",
                        "--no-gui",
                        "--save",
                        "--evidence-only",
                        "--root",
                        "forget-me",
                        "--identity",
                        "--identity-password-file");
    }

    @Test
    void forgetMe_worksWithoutAPortalAndWithNothingThere() throws Exception {
        Run run = run(JAR, "forget-me");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("nothing to remove", "stay on their portal");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void unsignedBuild_refusesInOneLine() throws Exception {
        Run run = run(JAR, "--yes", "--no-gui");

        assertThat(run.exitCode()).isEqualTo(76);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("unsigned build");
    }

    @Test
    void javaWithoutTheModuleForWindows_staysInTheTerminal() throws Exception {
        Run run = run(List.of("--limit-modules", "java.base,java.logging,jdk.crypto.ec"), JAR);

        assertThat(run.exitCode()).isEqualTo(76);
        assertThat(run.err()).hasLineCount(1).contains("unsigned build");
    }

    @Test
    void portalKeyInAJarThatNobodySigned_refusesInOneLine() throws Exception {
        try (FakePortal portal = new FakePortal()) {
            Run run = run(DownloadedJar.rooted(folder, portal.tokens.rootJwk()), "--yes", "--portal", portal.url());

            assertThat(run.exitCode()).isEqualTo(76);
            assertThat(run.err()).hasLineCount(1).contains("not signed");
            assertThat(portal.calls).isEmpty();
        }
    }

    @Test
    void entryThatNeedsNoClassLoading_isLookedAtToo() throws Exception {
        try (FakePortal portal = new FakePortal()) {
            Path jar = DownloadedJar.make(folder, portal.tokens.rootJwk(), "");
            try (FileSystem zip = FileSystems.newFileSystem(jar)) {
                Files.writeString(zip.getPath("com/sun/jna/win32-aarch64/jnidispatch.dll"), "other");
            }

            Run run = run(jar, "--yes", "--portal", portal.url());

            assertThat(run.exitCode()).isEqualTo(76);
            assertThat(run.err()).hasLineCount(1).contains("not what was signed", "win32-aarch64");
            assertThat(portal.calls).isEmpty();
        }
    }

    @Test
    void wrongUse_isOneLine() throws Exception {
        Run run = run(JAR, "--nonsense");

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.err()).hasLineCount(1).contains("--nonsense");
    }

    @Test
    void damagedClass_isOneLineAndNoVerdict() throws Exception {
        for (String damaged : List.of("Main", "CheckRun", "Setup")) {
            Run run = run(DownloadedJar.damaged(folder, "dev/patchproof/probe/" + damaged + ".class"), "--yes");

            assertThat(run.exitCode()).as(damaged).isEqualTo(70);
            assertThat(run.err()).hasLineCount(1).contains(damaged, "download it again");
        }
    }

    @Test
    void signedForAPortalAndDownloaded_runsTheWholeCheck() throws Exception {
        try (FakePortal portal = new FakePortal()) {
            Path root = Files.createDirectories(folder.resolve("root/etc")).getParent();
            Path jar = DownloadedJar.make(folder, portal.tokens.rootJwk(), portal.comment());

            Run run = run(jar, "--yes", "--output", "json", "--root", String.valueOf(root));

            assertThat(run.err()).doesNotContain("SLF4J", "Exception", "WARNING");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Json.parse(run.out())).containsEntry("verdict", "UP_TO_DATE");
            assertThat(portal.evidence).hasSize(1);
            assertThat(folder.resolve("state/patchproof/device-key")).isRegularFile();
        }
    }

    @Test
    void signedForAPortalAndNotDownloaded_asksForThePortalByName() throws Exception {
        try (FakePortal portal = new FakePortal()) {
            Path jar = DownloadedJar.make(folder, portal.tokens.rootJwk(), "");

            Run without = run(jar, "--yes");
            Run with = run(jar, "--yes", "--dry-run", "--portal", portal.url());

            assertThat(without.exitCode()).isEqualTo(76);
            assertThat(without.err()).hasLineCount(1).contains("--portal");
            assertThat(with.exitCode()).isEqualTo(2);
            assertThat(portal.evidence).isEmpty();
        }
    }

    /** No Java 8 is at hand: what it looks at first is the version of the class file (JVMS 4.1), then what that names. */
    @Test
    void launcher_isAllThatAnOldJavaHasToRead() throws Exception {
        for (String readable : List.of("Launcher", "DoubleClick", "DoubleClick$Screen")) {
            ClassFile file = ClassFile.in(JAR, readable);
            assertThat(file.version()).as("%s: 52 is Java 8", readable).isEqualTo(52);
            assertThat(file.content())
                    .as("names no class of the probe but these")
                    .doesNotContainPattern("dev/patchproof/probe/(?!(Launcher|DoubleClick)\\b)");
        }
        assertThat(ClassFile.in(JAR, "Main").version())
                .as("which an old Java refuses")
                .isEqualTo(61);
    }

    @Test
    void manifest_startsTheLauncherAndNamesNoOtherJar() throws Exception {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Main-Class")).isEqualTo("dev.patchproof.probe.Launcher");
            assertThat(manifest.getValue("Class-Path")).isNull();
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        }
    }

    @Test
    void contents_areTheProbeAndWhatItNeeds() throws Exception {
        List<String> names = names();

        assertThat(names).doesNotHaveDuplicates().doesNotContain(RootKey.ENTRY);
        assertThat(names)
                .filteredOn(name -> name.endsWith(".so") || name.endsWith(".dll") || name.endsWith(".jnilib"))
                .containsExactlyInAnyOrder(
                        "com/sun/jna/win32-x86/jnidispatch.dll",
                        "com/sun/jna/win32-x86-64/jnidispatch.dll",
                        "com/sun/jna/win32-aarch64/jnidispatch.dll");
        assertThat(names)
                .noneMatch(name -> name.toUpperCase(Locale.ROOT).matches("META-INF/.*\\.(SF|RSA|DSA|EC)"))
                .noneMatch(name -> name.startsWith("META-INF/versions/"))
                .contains("org/slf4j/nop/NOPServiceProvider.class", "picocli/CommandLine.class");
        assertThat(Files.size(JAR)).isLessThan(3_000_000);
    }

    @Test
    void terminal_loadsNothingOfAWindow() throws Exception {
        try (FakePortal portal = new FakePortal()) {
            Path root = Files.createDirectories(folder.resolve("root/etc")).getParent();
            Path jar = DownloadedJar.make(folder, portal.tokens.rootJwk(), portal.comment());
            Path loaded = folder.resolve("loaded");

            Run run = run(List.of("-Xlog:class+load:file=" + loaded), jar, "--yes", "--root", String.valueOf(root));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Files.readString(loaded))
                    .contains("dev.patchproof.probe.CheckRun")
                    .doesNotContain(" java.awt.", " javax.swing.", " sun.awt.", "patchproof.probe.window");
        }
    }

    @Test
    void noArgumentAndADisplayThatIsNone_staysInTheTerminal() throws Exception {
        Run run = run(JAR);

        assertThat(run.exitCode()).isEqualTo(76);
        assertThat(run.err()).hasLineCount(1).contains("unsigned build");
    }

    private static List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipFile zip = new ZipFile(JAR.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                names.add(entries.nextElement().getName());
            }
        }
        return names;
    }

    private Run run(Path jar, String... args) throws IOException, InterruptedException {
        return run(List.of(), jar, args);
    }

    private Run run(List<String> javaOptions, Path jar, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("DISPLAY", ":4711");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        int exitCode = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }

    private record Run(int exitCode, String out, String err) {}

    private record ClassFile(int version, String content) {

        static ClassFile in(Path jar, String name) throws IOException {
            try (JarFile file = new JarFile(jar.toFile());
                    DataInputStream in = new DataInputStream(
                            file.getInputStream(file.getJarEntry("dev/patchproof/probe/" + name + ".class")))) {
                assertThat(in.readInt()).isEqualTo(0xcafebabe);
                return new ClassFile(in.readInt(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
    }
}
