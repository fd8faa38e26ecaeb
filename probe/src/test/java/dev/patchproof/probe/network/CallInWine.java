package dev.patchproof.probe.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Runs in the Windows Java: calls each address as the probe calls its portal, and prints what came of it, a line each. */
final class CallInWine {
    private CallInWine() {}

    public static void main(String[] addresses) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        ProxySetup.use(Map.of());
        HttpClient client = new HttpClient(Duration.ofSeconds(60), new SystemRoots(true));
        for (String address : addresses) {
            try {
                HttpAnswer answer = client.post(URI.create(address), Map.of(), "asked");
                out.println(answer.status() + " " + answer.body());
            } catch (IOException e) {
                out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }
}
