package dev.patchproof.wine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** DLLs with nothing but a version resource, built by mingw's resource compiler and linker. */
public final class MingwLibrary {

    private MingwLibrary() {}

    /** Which linker. */
    public enum Bits {
        BITS_32("i686-w64-mingw32-", "0x10000000"),
        BITS_64("x86_64-w64-mingw32-", "0x180000000");

        private final String tools;
        private final String imageBase;

        Bits(String tools, String imageBase) {
            this.tools = tools;
            this.imageBase = imageBase;
        }
    }

    /**
     * Builds a library; equal versions give equal bytes. Skips the calling test, or fails it where tools are required,
     * when mingw is missing.
     *
     * @param folder where sources and objects may be left
     */
    public static byte[] build(Path folder, Bits bits, String fixed, String string)
            throws IOException, InterruptedException {
        for (String tool : List.of("windres", "gcc")) {
            if (!Files.isExecutable(Path.of("/usr/bin", bits.tools + tool))) {
                throw RequiredTool.missing(bits.tools + tool);
            }
        }
        String version = fixed.replace('.', ',');
        Files.writeString(folder.resolve("version.rc"), """
                1 VERSIONINFO
                FILEVERSION %s
                PRODUCTVERSION %s
                FILEOS 0x40004L
                FILETYPE 0x2L
                BEGIN
                  BLOCK "StringFileInfo"
                  BEGIN
                    BLOCK "040904B0"
                    BEGIN
                      VALUE "FileVersion", "%s"
                    END
                  END
                  BLOCK "VarFileInfo"
                  BEGIN
                    VALUE "Translation", 0x409, 1200
                  END
                END
                """.formatted(version, version, string), UTF_8);
        run(folder, bits.tools + "windres", "-O", "coff", "version.rc", "version.o");
        run(
                folder,
                bits.tools + "gcc",
                "-shared",
                "-nostdlib",
                "-s",
                "-Wl,-e,0",
                "-Wl,--disable-auto-image-base",
                "-Wl,--image-base=" + bits.imageBase, // left to itself the linker takes another one each time
                "-Wl,--exclude-all-symbols",
                "-Wl,--no-insert-timestamp",
                "-o",
                "version.dll",
                "version.o");
        return Files.readAllBytes(folder.resolve("version.dll"));
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        Path log = folder.resolve("mingw.log");
        Process process = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed: " + Files.readString(log));
        }
    }
}
