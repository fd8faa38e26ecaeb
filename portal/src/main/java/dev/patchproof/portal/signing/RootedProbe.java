package dev.patchproof.portal.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The unsigned probe with a portal's root key in it: what is signed, here or off line. Equal input gives equal bytes. */
final class RootedProbe {
    /** Entry that tells a probe whose portal it is: the root's public JWK. */
    static final String ROOT_ENTRY = "patchproof/portal-root.jwk";

    // A fixed time: what is signed depends on the build and the keys alone.
    private static final LocalDateTime ROOT_ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private RootedProbe() {}

    static byte[] of(UnsignedProbe unsigned, String rootJwk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream jar = new ZipInputStream(unsigned.open());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                jar.transferTo(out);
                out.closeEntry();
            }
            ZipEntry root = new ZipEntry(ROOT_ENTRY);
            root.setTimeLocal(ROOT_ENTRY_TIME);
            out.putNextEntry(root);
            out.write(rootJwk.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return bytes.toByteArray();
    }
}
