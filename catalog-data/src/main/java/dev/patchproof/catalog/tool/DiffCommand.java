package dev.patchproof.catalog.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.release.CatalogDiff;
import dev.patchproof.catalog.release.CatalogDiff.Change;
import dev.patchproof.catalog.release.CatalogDiff.FieldChange;
import dev.patchproof.catalog.release.CatalogDiff.Kind;
import dev.patchproof.catalog.release.ReleaseException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff OLD NEW}: what was added, removed and changed, by id. */
@Command(
        name = "diff",
        description = "Compares two catalogs, each a directory or a release file; signatures are not looked at.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields before call
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "The older catalog.")
    private Path older;

    @Parameters(index = "1", paramLabel = "NEW", description = "The newer catalog.")
    private Path newer;

    @Option(names = "--output", defaultValue = "text", description = "text or json.")
    private Output output;

    @Override
    public Integer call() {
        try {
            CatalogDiff diff = CatalogDiff.between(CatalogSource.read(older), CatalogSource.read(newer));
            switch (output) {
                case TEXT -> text(diff);
                case JSON -> spec.commandLine().getOut().println(json(diff));
            }
            return 0;
        } catch (ReleaseException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return CatalogTool.PROBLEMS;
        }
    }

    private void text(CatalogDiff diff) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("from " + diff.from());
        out.println("to   " + diff.to());
        diff.updates().forEach(change -> text(out, "", change));
        diff.products().forEach(change -> text(out, "product ", change));
        out.println(diff.count(Kind.ADDED) + " updates added, " + diff.count(Kind.REMOVED) + " removed, "
                + diff.count(Kind.CHANGED) + " changed; " + diff.products().size() + " product releases differ");
    }

    private static void text(PrintWriter out, String what, Change change) {
        String mark =
                switch (change.kind()) {
                    case ADDED -> "+ ";
                    case REMOVED -> "- ";
                    case CHANGED -> "~ ";
                };
        out.println(mark + what + change.id());
        for (FieldChange field : change.fields()) {
            field.before().forEach(value -> out.println("    " + field.field() + " - " + value));
            field.after().forEach(value -> out.println("    " + field.field() + " + " + value));
        }
    }

    private static ObjectNode json(CatalogDiff diff) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("from", diff.from());
        json.put("to", diff.to());
        json.set("updates", json(diff.updates()));
        json.set("products", json(diff.products()));
        return json;
    }

    private static ArrayNode json(List<Change> changes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Change change : changes) {
            ObjectNode json = array.addObject();
            json.put("id", change.id());
            json.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
            ArrayNode fields = json.putArray("fields");
            for (FieldChange field : change.fields()) {
                ObjectNode each = fields.addObject();
                each.put("field", field.field());
                field.before().forEach(each.putArray("before")::add);
                field.after().forEach(each.putArray("after")::add);
            }
        }
        return array;
    }

    /** How the answer is written. */
    enum Output {
        TEXT,
        JSON
    }
}
