package dev.patchproof.portal.bundle;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.bundle.ArchiveEntry.Kind;
import dev.patchproof.portal.signing.ProbeDownload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Runtime, one check's probe, a start script and the options it starts Java with in one archive, all below one folder. Made while it is sent: the runtime
 * is copied compressed as it lies there.
 */
public record Bundle(CheckedRuntime runtime, ProbeDownload probe) {
    static final String FOLDER = "patchproof";
    static final String RUNTIME = FOLDER + "/runtime";

    private static final String JAR = FOLDER + "/patchproof-probe.jar";
    private static final String OPTIONS = "java.options";

    public Bundle {
        requireNonNull(runtime, "runtime");
        requireNonNull(probe, "probe");
    }

    public String mediaType() {
        return form().mediaType();
    }

    public String fileName() {
        return "patchproof-" + runtime.platform().code() + "." + form().suffix();
    }

    /** Writes the archive; closes nothing. */
    public void writeTo(OutputStream out) throws IOException {
        switch (form()) {
            case ZIP -> zip(out);
            case TAR_GZ -> tar(out);
        }
        out.flush();
    }

    private Platform.Form form() {
        return runtime.platform().form();
    }

    private void zip(OutputStream out) throws IOException {
        ZipArchiveOutputStream to = new ZipArchiveOutputStream(out);
        to.setUseZip64(Zip64Mode.Never);
        to.setLevel(Deflater.BEST_SPEED); // of the jar, which is compressed already
        try (ZipFile zip = ZipFile.builder().setPath(runtime.prepared()).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream raw = zip.getRawInputStream(entry)) {
                    RuntimeCopy.copyRaw(entry, entry.getName(), raw, to);
                }
            }
        }
        for (String name : List.of(form().script(), OPTIONS)) {
            byte[] text = text(name);
            to.putArchiveEntry(sized(FOLDER + "/" + name, text.length));
            to.write(text);
            to.closeArchiveEntry();
        }
        to.putArchiveEntry(sized(JAR, probe.size()));
        probe.writeTo(to);
        to.closeArchiveEntry();
        to.finish();
    }

    private static ZipArchiveEntry sized(String name, long size) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setSize(size);
        return entry;
    }

    private void tar(OutputStream out) throws IOException {
        Files.copy(runtime.prepared(), out);
        GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
        TarArchiveOutputStream tar = TarEntries.begin(gzip);
        long checked = Files.getLastModifiedTime(runtime.prepared()).toMillis();
        for (String name : List.of(form().script(), OPTIONS)) {
            byte[] text = text(name);
            boolean executable = !name.equals(OPTIONS);
            TarEntries.open(
                    tar, new ArchiveEntry(FOLDER + "/" + name, Kind.FILE, executable, "", checked), text.length);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        TarEntries.open(tar, new ArchiveEntry(JAR, Kind.FILE, false, "", checked), probe.size());
        probe.writeTo(tar);
        tar.closeArchiveEntry();
        tar.finish();
        gzip.finish();
    }

    /** Line ends as the platform wants them, whatever the build machine made of them. */
    private byte[] text(String name) throws IOException {
        try (InputStream in = Bundle.class.getResourceAsStream("/patchproof/bundle/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the portal was built without " + name + " of the bundle");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\r\n", "\n");
            return (form() == Platform.Form.ZIP ? text.replace("\n", "\r\n") : text)
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }
}
