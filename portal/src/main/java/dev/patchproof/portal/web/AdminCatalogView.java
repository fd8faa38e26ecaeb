package dev.patchproof.portal.web;

import dev.patchproof.catalog.release.CatalogCounts;
import dev.patchproof.catalog.release.CatalogCounts.ProductCount;
import dev.patchproof.catalog.release.MissingMonths;
import dev.patchproof.catalog.release.ReleaseManifest;
import dev.patchproof.portal.feed.FeedReport;
import dev.patchproof.portal.feed.FeedState;
import dev.patchproof.portal.release.CatalogSnapshot;
import dev.patchproof.portal.release.FetchReport;
import dev.patchproof.portal.release.ImportOutcome;
import dev.patchproof.portal.release.Overlay;
import dev.patchproof.portal.release.QuarantineSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The administrator's page about the catalog.
 *
 * @param banners what came of the last action; whether releases are taken at all
 * @param inUse the catalog in use
 * @param releases those that are kept, the highest number first
 * @param comparable what can be compared: the base and the kept releases
 * @param feeds what this portal imports itself; empty where nothing is configured
 * @param fetching about the address that is looked at; empty list where none is configured
 * @param counts updates by product and year, in the order of the catalog; products without any are left out
 * @param empty how many products have no update, in words; empty where none
 * @param missing months of which the catalog has no update of Windows, in words; empty where none
 * @param quarantine of the release in use; empty list where it carries no report
 */
record AdminCatalogView(
        List<Banner> banners,
        InUse inUse,
        List<Release> releases,
        List<Choice> comparable,
        List<Fetching> fetching,
        List<Feed> feeds,
        List<Count> counts,
        String empty,
        String missing,
        List<Quarantine> quarantine) {
    private static final int SHORT = 12;
    private static final int MOST_LINES = 40;

    static AdminCatalogView of(Sentences sentences, State state, Optional<ImportOutcome> outcome) {
        CatalogSnapshot inUse = state.inUse();
        List<ProductCount> products = CatalogCounts.of(inUse.catalog()).products();
        int empty = Math.toIntExact(
                products.stream().filter(count -> count.total() == 0).count());
        return new AdminCatalogView(
                banners(sentences, state, outcome),
                InUse.of(sentences, inUse),
                state.kept().stream()
                        .map(manifest -> Release.of(manifest, state.underlying()))
                        .toList(),
                comparable(sentences, state),
                state.isFetchOn() ? List.of(Fetching.of(sentences, state.lastFetch())) : List.of(),
                state.feeds().stream().map(feed -> Feed.of(sentences, feed)).toList(),
                products.stream()
                        .filter(count -> count.total() > 0)
                        .map(count -> Count.of(sentences, count))
                        .toList(),
                empty == 0 ? "" : sentences.counted("admin.products-without", empty),
                missing(sentences, MissingMonths.of(inUse.catalog())),
                inUse.quarantineSummary().map(summary -> Quarantine.of(sentences, summary)).stream()
                        .toList());
    }

    private static String missing(Sentences sentences, MissingMonths missing) {
        return missing.months().isEmpty()
                ? ""
                : Sentences.fill(sentences.get("admin.missing-months"), Map.of("found", missing.inWords()));
    }

    private static List<Banner> banners(Sentences sentences, State state, Optional<ImportOutcome> outcome) {
        List<Banner> banners = new ArrayList<>();
        outcome.ifPresent(each -> banners.add(new Banner(
                switch (each.kind()) {
                    case TAKEN, ALREADY_IN_USE -> "ok";
                    case REFUSED -> "bad";
                },
                switch (each.kind()) {
                    case TAKEN, ALREADY_IN_USE -> "tick";
                    case REFUSED -> "cross";
                },
                sentences.get("admin.outcome." + each.kind().name()),
                PlainText.of(each.message()))));
        if (!state.takesReleases()) {
            banners.add(
                    new Banner("doubt", "warn", sentences.get("admin.no-keys.title"), sentences.get("admin.no-keys")));
        }
        return banners;
    }

    private static List<Choice> comparable(Sentences sentences, State state) {
        List<Choice> all = new ArrayList<>();
        state.keptImports()
                .forEach(made -> all.add(new Choice(
                        made.digest(),
                        Sentences.fill(
                                sentences.get("admin.imported-here"),
                                Map.of(
                                        "found",
                                        shortened(made.digest()),
                                        "since",
                                        Moment.of(made.asOf()).words())))));
        state.kept()
                .forEach(manifest -> all.add(new Choice(
                        manifest.digest(),
                        sentences.get("admin.release") + " " + manifest.sequence() + ", "
                                + Moment.of(manifest.asOf()).words())));
        all.add(new Choice(state.base().release(), state.base().source()));
        return all;
    }

    /** What the page is made of. */
    record State(
            CatalogSnapshot inUse,
            CatalogSnapshot underlying,
            CatalogSnapshot base,
            List<ReleaseManifest> kept,
            List<Overlay.Built> keptImports,
            boolean takesReleases,
            boolean isFetchOn,
            Optional<FetchReport> lastFetch,
            List<FeedState> feeds) {}

    /** A sentence that stands out. */
    record Banner(String tone, String icon, String title, String text) {}

    /**
     * The catalog in use.
     *
     * @param asOf without words where the catalog has no fact
     * @param signedBy whose key, in words
     */
    record InUse(String source, Moment asOf, String updates, String products, String release, String signedBy) {
        static InUse of(Sentences sentences, CatalogSnapshot inUse) {
            return new InUse(
                    PlainText.of(inUse.source()),
                    inUse.manifest()
                            .map(ReleaseManifest::asOf)
                            .or(() -> dev.patchproof.catalog.release.ReleaseMaker.newestFact(inUse.catalog()))
                            .map(Moment::of)
                            .orElseGet(() -> new Moment("", "")),
                    Sentences.count(inUse.catalog().updates().size()),
                    Sentences.count(inUse.catalog().products().size()),
                    shortened(inUse.release()),
                    signer(sentences, inUse));
        }

        private static String signer(Sentences sentences, CatalogSnapshot inUse) {
            if (!inUse.feeds().isEmpty()) {
                return sentences.get("admin.feeds-not-signed");
            }
            return inUse.manifest().isEmpty()
                    ? sentences.get("admin.not-a-release")
                    : inUse.signedBy().orElseGet(() -> sentences.get("admin.unsigned"));
        }
    }

    /** A release that is kept. */
    record Release(String sequence, Moment asOf, String digest, boolean inUse) {
        static Release of(ReleaseManifest manifest, CatalogSnapshot inUse) {
            boolean used = inUse.manifest().filter(manifest::equals).isPresent();
            return new Release(
                    Long.toString(manifest.sequence()), Moment.of(manifest.asOf()), shortened(manifest.digest()), used);
        }
    }

    /** A catalog that can be compared with another. */
    record Choice(String digest, String words) {}

    /**
     * The last look at the address of releases.
     *
     * @param at without words before the first look
     */
    record Fetching(String tone, String icon, String words, Moment at, String address, String message) {
        static Fetching of(Sentences sentences, Optional<FetchReport> last) {
            return last.map(report -> new Fetching(
                            switch (report.outcome()) {
                                case TAKEN, NOTHING_NEW -> "ok";
                                case REFUSED, FAILED -> "bad";
                            },
                            switch (report.outcome()) {
                                case TAKEN, NOTHING_NEW -> "tick";
                                case REFUSED, FAILED -> "cross";
                            },
                            sentences.get("admin.fetch." + report.outcome().name()),
                            Moment.of(report.at()),
                            PlainText.of(report.address()),
                            PlainText.of(report.message())))
                    .orElseGet(() -> new Fetching(
                            "wait", "sand", sentences.get("admin.fetch.never"), new Moment("", ""), "", ""));
        }
    }

    /**
     * What this portal imports itself.
     *
     * @param vouching what says that the data is the publisher's, in words
     * @param at without words before the first look
     */
    record Feed(
            String tone,
            String icon,
            String words,
            String name,
            String importer,
            String address,
            String vouching,
            String use,
            Moment at,
            String message) {
        static Feed of(Sentences sentences, FeedState feed) {
            return new Feed(
                    feed.last().map(report -> tone(report.outcome())).orElse("wait"),
                    feed.last().map(report -> icon(report.outcome())).orElse("sand"),
                    sentences.get("admin.feed."
                            + feed.last().map(report -> report.outcome().name()).orElse("never")),
                    PlainText.of(feed.name()),
                    PlainText.of(feed.importer()),
                    PlainText.of(feed.address()),
                    sentences.get(feed.overTls() ? "admin.feed.tls" : "admin.feed.no-tls"),
                    sentences.get(feed.inUse() ? "admin.feed.in-use" : "admin.feed.not-in-use"),
                    feed.last().map(report -> Moment.of(report.at())).orElseGet(() -> new Moment("", "")),
                    PlainText.of(feed.last().map(FeedReport::message).orElse("")));
        }

        private static String tone(FeedReport.Outcome outcome) {
            return switch (outcome) {
                case TAKEN, NOTHING_NEW -> "ok";
                case REFUSED, FAILED -> "bad";
            };
        }

        private static String icon(FeedReport.Outcome outcome) {
            return switch (outcome) {
                case TAKEN, NOTHING_NEW -> "tick";
                case REFUSED, FAILED -> "cross";
            };
        }
    }

    /** Updates of one product. */
    record Count(String product, String years, String total) {
        static Count of(Sentences sentences, ProductCount count) {
            String years = count.byYear().entrySet().stream()
                    .map(year -> year.getKey() + ": " + Sentences.count(year.getValue()))
                    .collect(Collectors.joining(", "));
            String undated = count.undated() == 0 ? "" : sentences.counted("admin.undated", count.undated());
            return new Count(
                    PlainText.of(count.name()),
                    years + (years.isEmpty() || undated.isEmpty() ? "" : ", ") + undated,
                    Sentences.count(count.total()));
        }
    }

    /**
     * The importers' report.
     *
     * @param more how many lines are left out, in words; empty where none
     */
    record Quarantine(String words, List<QuarantineLine> lines, String more) {
        static Quarantine of(Sentences sentences, QuarantineSummary summary) {
            int more = summary.lines().size() - MOST_LINES;
            return new Quarantine(
                    summary.isReadable()
                            ? sentences.counted("admin.quarantine", summary.entries())
                            : sentences.get("admin.quarantine.unreadable"),
                    summary.lines().stream()
                            .limit(MOST_LINES)
                            .map(line -> new QuarantineLine(
                                    PlainText.of(line.document()),
                                    PlainText.of(line.defect()),
                                    PlainText.of(line.outcome()),
                                    Sentences.count(line.count())))
                            .toList(),
                    more > 0
                            ? Sentences.fill(sentences.get("admin.more-lines"), Map.of("count", Sentences.count(more)))
                            : "");
        }
    }

    /** Entries of the report that are alike. */
    record QuarantineLine(String document, String defect, String outcome, String count) {}

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(SHORT, digest.length()));
    }
}
