package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.importer.ImportException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds to a suite's snapshot what Debian's security tracker says of it: CVEs and severity from its JSON, advisories
 * (DSA, DLA) and their days from its lists, which are told apart by their content. Fixed versions stay those of the
 * suite's index: what the tracker says beyond or against them goes into the quarantine.
 */
public final class DebianTrackerImport implements Importer {
    @Override
    public String name() {
        return "debian-tracker";
    }

    @Override
    public String description() {
        return "Debian's security tracker (its JSON; its DSA and DLA lists), into the suite that debian-packages wrote";
    }

    @Override
    public Set<ImportOption> options() {
        return Set.of(ImportOption.SUITE);
    }

    @Override
    public Imported read(ImportRequest request) throws ImportException {
        Suite suite = Suite.of(request);
        String name = suite.name() + ".json";
        SnapshotFile snapshot = SnapshotFile.read(request.catalog().resolve(name))
                .orElseThrow(() -> new ImportException(
                        Reason.NOT_READABLE,
                        request.catalog().resolve(name)
                                + ": expected the snapshot that --from debian-packages writes, found none"));
        Map<String, TrackedSource> sources = new HashMap<>();
        for (ObjectNode update : snapshot.updates()) {
            TrackedSource.of(update).ifPresent(tracked -> sources.put(TrackedSource.nameOf(update), tracked));
        }
        List<QuarantineEntry> doubts = new ArrayList<>();
        boolean advisories = false;
        boolean vulnerabilities = false;
        for (Path file : request.someFiles()) {
            if (AdvisoryList.isOne(file)) {
                new AdvisoryList(file, suite, sources, doubts).read();
                advisories = true;
            } else {
                new TrackerDocument(file, suite, sources, doubts).read();
                vulnerabilities = true;
            }
        }
        List<ObjectNode> written = new ArrayList<>();
        for (ObjectNode update : snapshot.updates()) {
            ObjectNode copy = update.deepCopy();
            TrackedSource tracked = sources.get(TrackedSource.nameOf(update));
            if (tracked != null && TrackedSource.of(update).isPresent()) {
                if (vulnerabilities) {
                    tracked.writeVulnerabilities(copy);
                }
                if (advisories) {
                    tracked.writeAdvisories(copy);
                }
            }
            written.add(copy);
        }
        return new Imported(Map.of(name, snapshot.with(written).text()), Quarantine.of(doubts));
    }
}
