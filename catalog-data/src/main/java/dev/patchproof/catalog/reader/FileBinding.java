package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.ProductRelease;
import dev.patchproof.catalog.ProductRelease.SupportEnd;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.Update.RestartNeed;
import dev.patchproof.catalog.Update.Severity;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One file in the schema's form to the records of the model. */
final class FileBinding {
    private FileBinding() {}

    static void bind(Cursor file, WholeCatalog whole) {
        Optional<LocalDate> asOf = file.at("asOf").read(Values::date);
        List<URI> sources = links(file);
        for (Cursor update : file.at("updates").items()) {
            asOf.flatMap(day -> update(update, day, sources)).ifPresent(bound -> whole.add(update, bound));
        }
        for (Cursor product : file.at("products").items()) {
            product(product).ifPresent(bound -> whole.add(product, bound));
        }
        if (file.has("packageDigests")) {
            whole.add(file.at("packageDigests"));
        }
    }

    private static Optional<Update> update(Cursor at, LocalDate asOf, List<URI> fileSources) {
        int before = at.problems().count();
        Optional<Severity> severity = at.optional("severity", Values.constant(Severity.class));
        Optional<LocalDate> released = at.optional("released", Values::date);
        List<URI> ownSources = links(at);
        Optional<RestartNeed> restart = at.optional("restart", Values.constant(RestartNeed.class));
        var fixes = at.list("fixes", FixBinding::fix);
        return at.make(
                before,
                () -> new Update(
                        at.text("id"),
                        at.texts("aliases"),
                        at.text("vendor"),
                        at.text("description"),
                        severity.orElse(Severity.UNRATED),
                        at.texts("cves"),
                        released,
                        ownSources.isEmpty() ? fileSources : ownSources,
                        restart.orElseThrow(),
                        at.texts("supersedes"),
                        at.texts("replaces"),
                        at.texts("prerequisites"),
                        at.texts("rolledBackBy"),
                        at.node().path("optIn").asBoolean(false),
                        fixes,
                        asOf));
    }

    private static Optional<ProductRelease> product(Cursor at) {
        int before = at.problems().count();
        var condition = ProductBinding.condition(at.at("product"));
        var supportEnds = at.list("supportEnds", FileBinding::supportEnd);
        return at.make(
                before,
                () -> new ProductRelease(
                        at.text("id"), at.text("name"), condition.orElseThrow(), at.text("scope"), supportEnds));
    }

    private static Optional<SupportEnd> supportEnd(Cursor at) {
        int before = at.problems().count();
        Optional<LocalDate> lastDay = at.optional("lastDay", Values::date);
        Optional<URI> source = at.optional("source", URI::create);
        return at.make(
                before,
                () -> new SupportEnd(
                        at.texts("editions"), lastDay.orElseThrow(), at.text("note"), source.orElseThrow()));
    }

    private static List<URI> links(Cursor at) {
        return at.list("sources", link -> link.read(URI::create));
    }
}
