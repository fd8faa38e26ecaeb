package dev.patchproof.portal.web;

import dev.patchproof.catalog.release.CatalogDiff;
import dev.patchproof.catalog.release.CatalogDiff.Change;
import dev.patchproof.catalog.release.CatalogDiff.FieldChange;
import dev.patchproof.catalog.release.CatalogDiff.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What differs between two catalogs.
 *
 * @param counts how much, in words
 * @param changes updates first, then product releases; as many as a page bears
 * @param more how many are left out, in words; empty where none
 */
record AdminDiffView(String from, String to, String counts, List<ChangeView> changes, String more) {
    private static final int MOST_CHANGES = 400;
    private static final int MOST_VALUES = 6;

    static AdminDiffView of(Sentences sentences, String from, String to, CatalogDiff diff) {
        int all = diff.updates().size() + diff.products().size();
        return new AdminDiffView(
                PlainText.of(from),
                PlainText.of(to),
                diff.isEmpty()
                        ? sentences.get("admin.diff.none")
                        : String.join(
                                ", ",
                                sentences.counted("admin.diff.added", Math.toIntExact(diff.count(Kind.ADDED))),
                                sentences.counted("admin.diff.removed", Math.toIntExact(diff.count(Kind.REMOVED))),
                                sentences.counted("admin.diff.changed", Math.toIntExact(diff.count(Kind.CHANGED))),
                                sentences.counted(
                                        "admin.diff.products", diff.products().size())),
                Stream.concat(diff.updates().stream(), diff.products().stream())
                        .limit(MOST_CHANGES)
                        .map(change -> ChangeView.of(sentences, change))
                        .toList(),
                all > MOST_CHANGES
                        ? Sentences.fill(
                                sentences.get("admin.more-lines"), Map.of("count", Sentences.count(all - MOST_CHANGES)))
                        : "");
    }

    /** One entry that is not as it was. */
    record ChangeView(String tone, String kind, String id, List<FieldView> fields) {
        static ChangeView of(Sentences sentences, Change change) {
            return new ChangeView(
                    switch (change.kind()) {
                        case ADDED -> "ok";
                        case REMOVED -> "bad";
                        case CHANGED -> "wait";
                    },
                    sentences.get("admin.diff." + change.kind().name()),
                    PlainText.of(change.id()),
                    change.fields().stream().map(FieldView::of).toList());
        }
    }

    /** One field, with what went and what came. */
    record FieldView(String name, List<String> before, List<String> after) {
        static FieldView of(FieldChange change) {
            return new FieldView(change.field(), some(change.before()), some(change.after()));
        }

        private static List<String> some(List<String> values) {
            Stream<String> shown = values.stream().limit(MOST_VALUES).map(PlainText::of);
            return values.size() > MOST_VALUES
                    ? Stream.concat(shown, Stream.of("…")).toList()
                    : shown.toList();
        }
    }
}
