package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What was read of one release as updates: per source package one, and one of Pro where that is ahead. */
final class UsnUpdates {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern IMAGE = Pattern.compile("linux-image-(?:unsigned-)?\\d[0-9.]*-\\d+-.+");
    /** The number of one build of a kernel in the name of a package: the next build has other packages. */
    private static final Pattern OF_ONE_BUILD = Pattern.compile(".*-\\d+\\.\\d+\\.\\d+-\\d+.*");

    private final UsnRelease release;

    UsnUpdates(UsnRelease release) {
        this.release = release;
    }

    /** In the order of their ids. */
    List<ObjectNode> all() {
        List<ObjectNode> updates = new ArrayList<>();
        release.sources().forEach((source, channels) -> {
            UsnFix everybodys = channels.getOrDefault(UsnChannel.PUBLIC, new UsnFix());
            UsnFix pros = channels.getOrDefault(UsnChannel.PRO, new UsnFix());
            add(updates, source, "", everybodys, everybodys.versions());
            add(updates, source, ":pro", pros, ahead(pros.versions(), everybodys.versions()));
        });
        updates.sort(Comparator.comparing(update -> update.path("id").asText()));
        return updates;
    }

    /** What Pro has and everybody has not, or not yet: a later public version holds the earlier fix of Pro. */
    private static SortedMap<String, DebianVersion> ahead(
            SortedMap<String, DebianVersion> pros, SortedMap<String, DebianVersion> everybodys) {
        SortedMap<String, DebianVersion> ahead = new TreeMap<>(pros);
        ahead.entrySet().removeIf(pro -> {
            DebianVersion known = everybodys.get(pro.getKey());
            return known != null && known.compareTo(pro.getValue()) >= 0;
        });
        return ahead;
    }

    private void add(
            List<ObjectNode> updates, String source, String suffix, UsnFix fix, SortedMap<String, DebianVersion> all) {
        SortedMap<String, DebianVersion> images = new TreeMap<>(all);
        images.keySet().removeIf(name -> !IMAGE.matcher(name).matches());
        if (images.isEmpty()) {
            if (!all.isEmpty()) {
                updates.add(update(source, suffix, fix, packages(all)));
            }
            return;
        }
        DebianVersion newest = newest(images);
        images.values().removeIf(version -> !version.equals(newest));
        ObjectNode kernel = update(source, suffix, fix, kernel(newest, images.keySet()));
        kernel.put("restart", "yes");
        updates.add(kernel);
        SortedMap<String, DebianVersion> tools = new TreeMap<>(all);
        tools.entrySet()
                .removeIf(tool -> OF_ONE_BUILD.matcher(tool.getKey()).matches()
                        || !tool.getValue().equals(newest));
        if (!tools.isEmpty()) {
            updates.add(update(source + "-tools", suffix, fix, packages(tools)));
        }
    }

    private ObjectNode update(String name, String suffix, UsnFix said, ObjectNode fix) {
        ObjectNode product = fix.putObject("product");
        product.put("family", "ubuntu");
        product.put("release", release.codename());
        if (!suffix.isEmpty()) {
            fix.put("line", Fix.PRO);
        }
        ObjectNode json = NODES.objectNode();
        json.put("id", "ubuntu:" + release.codename() + ":" + name + suffix);
        json.set("aliases", SnapshotFile.array(said.notices()));
        json.put("vendor", "Ubuntu");
        json.put(
                "description",
                "Security update of " + name + " for Ubuntu " + release.codename()
                        + (suffix.isEmpty() ? "" : ", with Ubuntu Pro only"));
        if (!said.cves().isEmpty()) {
            json.set("cves", SnapshotFile.array(said.cves()));
        }
        said.released().ifPresent(day -> json.put("released", day.toString()));
        json.put("restart", SuiteUpdates.FELT_ONLY_AFTER_RESTART.contains(name) ? "maybe" : "no");
        json.putArray("sources")
                .add("https://ubuntu.com/security/notices/" + said.notices().last());
        json.putArray("fixes").add(inOrder(fix));
        return json;
    }

    private static ObjectNode inOrder(ObjectNode fix) {
        ObjectNode sorted = NODES.objectNode();
        List.of("product", "line", "claims", "references", "effects").stream()
                .filter(fix::has)
                .forEach(field -> sorted.set(field, fix.get(field)));
        return sorted;
    }

    private static ObjectNode packages(SortedMap<String, DebianVersion> versions) {
        ObjectNode fix = NODES.objectNode();
        fix.putArray("claims").addObject().set("debianPackages", SnapshotWriter.byVersion(versions));
        fix.putArray("references").addObject().putObject("packageRecord");
        return fix;
    }

    private static ObjectNode kernel(DebianVersion version, Iterable<String> images) {
        ObjectNode fix = NODES.objectNode();
        ObjectNode claim = fix.putArray("claims").addObject().putObject("debianKernel");
        claim.put("fixedVersion", version.text());
        ArrayNode names = claim.putArray("images");
        images.forEach(names::add);
        fix.putArray("references").addObject().putObject("packageRecord");
        fix.putArray("effects").addObject().putObject("runningKernel").put("fixedVersion", version.text());
        return fix;
    }

    private static DebianVersion newest(Map<String, DebianVersion> versions) {
        return versions.values().stream().max(SourceVersions.ORDER).orElseThrow();
    }
}
