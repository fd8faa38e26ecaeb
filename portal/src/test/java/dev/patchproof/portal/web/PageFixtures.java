package dev.patchproof.portal.web;

import dev.patchproof.portal.bundle.CheckedRuntime;
import dev.patchproof.portal.bundle.Platform;
import dev.patchproof.portal.check.CheckState;
import dev.patchproof.portal.check.CheckView;
import dev.patchproof.portal.corpus.KnownLiars;
import dev.patchproof.portal.signing.ProbeRelease;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every page of the portal as HTML, by the name of its picture. */
final class PageFixtures {
    private PageFixtures() {}

    static Map<String, String> all() {
        PageEngine engine = new PageEngine();
        Sentences sentences = Sentences.load();
        ResultPage page = new ResultPage(sentences);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(
                "start",
                engine.render(
                        "start", StartView.of(sentences, "https://patchproof.example.com", Optional.of(release()))));
        pages.put(
                "start-without-probe",
                engine.render("start", StartView.of(sentences, "https://patchproof.example.com", Optional.empty())));
        pages.put("known-liars", engine.render("knownLiars", KnownLiarsView.of(sentences, KnownLiars.shipped())));
        pages.put("trust", engine.render("trust", ""));
        pages.put("check-created", engine.render("check", live(new CheckState.Created())));
        pages.put("check-probe-started", engine.render("check", live(new CheckState.ProbeStarted())));
        pages.put("check-collecting", engine.render("check", live(new CheckState.Collecting(187, 312))));
        ResultFixtures.all()
                .forEach((name, visit) -> pages.put("result-" + name, engine.render("result", page.view(visit))));
        AdminFixtures.all(engine, sentences).forEach(pages::put);
        sentences.keys().stream()
                .filter(key -> key.startsWith("problem.") && key.endsWith(".icon"))
                .map(key -> key.substring("problem.".length(), key.length() - ".icon".length()))
                .sorted()
                .forEach(code -> pages.put(
                        "problem-" + code,
                        engine.render(
                                "problem",
                                ProblemView.of(sentences, code, code.equals("ticket-used") ? "/results/abc" : ""))));
        return pages;
    }

    private static LiveView live(CheckState state) {
        return LiveView.of(new CheckView(
                "7Qm2xVb9TfKc",
                state,
                Instant.parse("2026-11-03T09:14:00Z"),
                Instant.parse("2026-11-03T11:14:00Z"),
                Optional.of(new CheckView.Download(
                        "c1d85e20f97a4b36a8d1e06f53b2c97e4408da617fb35e92c60a81d47e3f29b8", 4_312_876)),
                List.of(
                        new CheckedRuntime(Platform.WINDOWS_X64, "21.0.9", Path.of("windows.zip"), 45_210_112),
                        new CheckedRuntime(Platform.LINUX_X64, "21.0.9", Path.of("linux.tar.gz"), 44_871_330))));
    }

    private static ProbeRelease release() {
        return new ProbeRelease(
                "0.1.0",
                4_311_204,
                "7f3c9a41d0be52886e1f04c7a9d3b65210e8f7c4a26b91d35c80fe47ab129d06",
                "2b90c4d7e16f583aa04d6cfe98731be50f62d8c9417ab3e5600f9d2c84be7a13",
                new ProbeRelease.Signer(
                        "patchproof",
                        "CN=Patchproof code signing (self-made)",
                        "B3:1E:7A:0C:94:D2:5F:68:21:AE:47:F0:9B:3C:D8:15:6E:02:8D:BB:71:C4:59:E3:0A:F6:88:2D:13:97:4C:A5",
                        "-----BEGIN CERTIFICATE-----",
                        ProbeRelease.Origin.SELF_MADE));
    }
}
