package dev.patchproof.portal.web;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.catalog.release.CatalogDiff;
import dev.patchproof.catalog.release.CatalogDiff.Change;
import dev.patchproof.catalog.release.CatalogDiff.FieldChange;
import dev.patchproof.catalog.release.CatalogDiff.Kind;
import dev.patchproof.catalog.release.ReleaseManifest;
import dev.patchproof.portal.feed.FeedReport;
import dev.patchproof.portal.feed.FeedState;
import dev.patchproof.portal.release.CatalogSnapshot;
import dev.patchproof.portal.release.FetchReport;
import dev.patchproof.portal.release.ImportOutcome;
import dev.patchproof.portal.release.Overlay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The administrator's pages, over the shipped catalog. */
final class AdminFixtures {
    private static final String QUARANTINE = """
            {"entries": [
             {"document": "msrc-2026-feb.xml", "subject": "KB5077181", "defect": "range-empty", "found": "x",
              "expected": "y", "outcome": "rejected"},
             {"document": "msrc-2026-feb.xml", "subject": "KB5077182", "defect": "range-empty", "found": "x",
              "expected": "y", "outcome": "rejected"},
             {"document": "debian-tracker.json", "subject": "CVE-2026-1<script>alert(1)</script>",
              "defect": "not-affected", "found": "0", "expected": "a version", "outcome": "imported-with-doubt"}]}""";

    private AdminFixtures() {}

    static Map<String, String> all(PageEngine engine, Sentences sentences) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("admin-login", engine.render("adminLogin", new AdminLoginView("")));
        pages.put(
                "admin-login-refused",
                engine.render("adminLogin", new AdminLoginView(sentences.get("admin.login.refused"))));
        pages.put("admin-catalog", engine.render("adminCatalog", catalog(sentences)));
        pages.put("admin-catalog-with-feeds", engine.render("adminCatalog", withFeeds(sentences)));
        pages.put("admin-catalog-without-keys", engine.render("adminCatalog", withoutKeys(sentences)));
        pages.put("admin-diff", engine.render("adminDiff", diff(sentences)));
        pages.put(
                "admin-diff-none",
                engine.render(
                        "adminDiff",
                        AdminDiffView.of(sentences, "a", "a", new CatalogDiff("a", "a", List.of(), List.of()))));
        return pages;
    }

    private static AdminCatalogView catalog(Sentences sentences) {
        Catalog shipped = CatalogReader.shipped();
        ReleaseManifest manifest =
                new ReleaseManifest(LocalDate.parse("2026-11-24"), 8, shipped.release(), Optional.of("cd".repeat(32)));
        CatalogSnapshot inUse = new CatalogSnapshot(
                shipped,
                "release 8 as of 2026-11-24",
                Optional.of(manifest),
                Optional.of("MqJQSiHJZwiIMaHAl6NEAYVJsvAQyN5IFXNTsRckHY0"),
                Optional.of(QUARANTINE),
                List.of());
        return AdminCatalogView.of(
                sentences,
                new AdminCatalogView.State(
                        inUse,
                        inUse,
                        base(shipped),
                        List.of(
                                manifest,
                                new ReleaseManifest(
                                        LocalDate.parse("2026-11-17"), 7, "ab".repeat(32), Optional.empty())),
                        List.of(),
                        true,
                        true,
                        Optional.of(new FetchReport(
                                Instant.parse("2026-11-25T09:00:00Z"),
                                "https://catalog.example.org/patchproof/a/rather/long/address/release.zip",
                                FetchReport.Outcome.FAILED,
                                "SERVER_FAILED: expected status 200, found 503 (3 attempts)",
                                Optional.empty())),
                        List.of()),
                Optional.of(new ImportOutcome(
                        ImportOutcome.Kind.REFUSED,
                        "OLDER: expected a sequence number above 8, that of the release in use, found 7;"
                                + " patchproof.catalog.allow-older lets it pass")));
    }

    private static AdminCatalogView withFeeds(Sentences sentences) {
        Catalog shipped = CatalogReader.shipped();
        CatalogSnapshot inUse = new CatalogSnapshot(
                shipped,
                "the catalog that this portal was built with, with what this portal imported itself: bookworm, microsoft",
                Optional.empty(),
                Optional.empty(),
                Optional.of(QUARANTINE),
                List.of("bookworm", "microsoft"));
        return AdminCatalogView.of(
                sentences,
                new AdminCatalogView.State(
                        inUse,
                        base(shipped),
                        base(shipped),
                        List.of(),
                        List.of(new Overlay.Built(shipped.release(), LocalDate.parse("2026-11-25"))),
                        false,
                        false,
                        Optional.empty(),
                        List.of(
                                new FeedState(
                                        "bookworm",
                                        "debian-packages",
                                        "https://mirror.example.org/debian-security/dists/bookworm-security/",
                                        true,
                                        true,
                                        Optional.of(new FeedReport(
                                                Instant.parse("2026-11-25T09:00:00Z"),
                                                FeedReport.Outcome.TAKEN,
                                                "What came is in use: InRelease, Packages-amd64.xz.",
                                                shipped.release()))),
                                new FeedState(
                                        "microsoft",
                                        "msrc-cvrf",
                                        "http://mirror.example.org/cvrf/{month}",
                                        false,
                                        true,
                                        Optional.of(new FeedReport(
                                                Instant.parse("2026-11-25T09:00:00Z"),
                                                FeedReport.Outcome.REFUSED,
                                                "MALFORMED_DOCUMENT: 2026-Nov.xml:1: expected well-formed XML, found <script>",
                                                shipped.release()))),
                                new FeedState(
                                        "tracker",
                                        "debian-tracker",
                                        "https://mirror.example.org/tracker/data/json",
                                        true,
                                        false,
                                        Optional.empty()))),
                Optional.empty());
    }

    private static AdminCatalogView withoutKeys(Sentences sentences) {
        CatalogSnapshot base = base(CatalogReader.shipped());
        return AdminCatalogView.of(
                sentences,
                new AdminCatalogView.State(
                        base, base, base, List.of(), List.of(), false, false, Optional.empty(), List.of()),
                Optional.empty());
    }

    private static CatalogSnapshot base(Catalog shipped) {
        return new CatalogSnapshot(
                shipped,
                "the catalog that this portal was built with",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static AdminDiffView diff(Sentences sentences) {
        Update any = CatalogReader.shipped().updates().get(0);
        return AdminDiffView.of(
                sentences,
                "ab".repeat(32),
                "cd".repeat(32),
                new CatalogDiff(
                        "ab".repeat(32),
                        "cd".repeat(32),
                        List.of(
                                new Change("KB5077181", Kind.ADDED, List.of()),
                                new Change("KB5074109", Kind.REMOVED, List.of()),
                                new Change(
                                        any.id(),
                                        Kind.CHANGED,
                                        List.of(
                                                new FieldChange("description", List.of("One"), List.of("Another one")),
                                                new FieldChange(
                                                        "cves",
                                                        List.of(),
                                                        IntStream.range(0, 9)
                                                                .mapToObj(each -> "CVE-2026-000" + each)
                                                                .toList()),
                                                new FieldChange(
                                                        "fixes",
                                                        List.of(
                                                                "Fix[product=ProductCondition[family=WINDOWS,"
                                                                        + " version=10.0, build=22631]]"),
                                                        List.of(
                                                                "Fix[product=ProductCondition[family=WINDOWS,"
                                                                        + " version=10.0, build=26100]]"))))),
                        List.of()));
    }
}
