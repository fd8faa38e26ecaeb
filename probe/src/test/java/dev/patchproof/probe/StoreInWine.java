package dev.patchproof.probe;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

/** Runs in the Windows Java: brings the one key of a PKCS#12 file into this user's store of Windows. */
final class StoreInWine {
    private StoreInWine() {}

    public static void main(String[] arguments) throws Exception {
        char[] password = arguments[1].toCharArray();
        KeyStore from = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
            from.load(in, password);
        }
        KeyStore to = KeyStore.getInstance("Windows-MY");
        to.load(null, null);
        String alias = from.aliases().nextElement();
        to.setKeyEntry(alias, from.getKey(alias, password), null, from.getCertificateChain(alias));
    }
}
