package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.importer.SnapshotFix.FixFold;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** A snapshot as canonical JSON: everything sorted, one update per line, so that a difference reads as one. */
final class SnapshotWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TRACKER = "https://security-tracker.debian.org/tracker/";
    private final Suite suite;

    SnapshotWriter(Suite suite) {
        this.suite = suite;
    }

    SnapshotFile write(LocalDate asOf, List<SnapshotUpdate> updates) {
        return new SnapshotFile(
                "Snapshot of Debian's " + suite.name() + " suite, component main",
                asOf.toString(),
                List.of(TRACKER),
                updates.stream().map(this::update).toList());
    }

    private ObjectNode update(SnapshotUpdate update) {
        ObjectNode json = NODES.objectNode();
        json.put("id", "debian:" + suite.codename() + ":" + update.name());
        json.put("vendor", "Debian");
        json.put("description", update.description());
        json.put("restart", update.restart());
        json.putArray("sources").add(TRACKER + "source-package/" + update.source());
        ArrayNode fixes = json.putArray("fixes");
        update.fixes().forEach((fix, architectures) -> fixes.add(fix(fix, architectures)));
        return json;
    }

    private ObjectNode fix(SnapshotFix fix, SortedSet<String> architectures) {
        ObjectNode json = NODES.objectNode();
        ObjectNode product = json.putObject("product");
        product.put("family", "debian");
        product.put("release", suite.codename());
        product.set("architectures", texts(architectures));
        return fix.fold(new FixFold<>() {
            @Override
            public ObjectNode packages(FixedPackages packages) {
                json.putArray("claims").addObject().set("debianPackages", byVersion(packages.versions()));
                json.putArray("references").addObject().putObject("packageRecord");
                return json;
            }

            @Override
            public ObjectNode kernel(FixedKernel kernel) {
                ObjectNode claim = json.putArray("claims").addObject().putObject("debianKernel");
                claim.put("fixedVersion", kernel.version().text());
                claim.set("images", texts(kernel.images()));
                json.putArray("references").addObject().putObject("packageRecord");
                json.putArray("effects")
                        .addObject()
                        .putObject("runningKernel")
                        .put("fixedVersion", kernel.version().text());
                return json;
            }
        });
    }

    static ObjectNode byVersion(SortedMap<String, DebianVersion> packages) {
        SortedMap<DebianVersion, ArrayNode> byVersion = new TreeMap<>(SourceVersions.ORDER);
        packages.forEach((name, version) ->
                byVersion.computeIfAbsent(version, ignored -> NODES.arrayNode()).add(name));
        ObjectNode json = NODES.objectNode();
        byVersion.forEach((version, names) -> json.set(version.text(), names));
        return json;
    }

    private static ArrayNode texts(SortedSet<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
