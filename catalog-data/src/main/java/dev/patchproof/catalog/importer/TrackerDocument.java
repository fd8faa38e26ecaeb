package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tracker's JSON: source package, vulnerability, release. One source package is in memory at a time, and only those
 * that the suite has are looked at.
 */
final class TrackerDocument {
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,}");
    private static final String NOT_AFFECTED = "0";

    private final Path file;
    private final Suite suite;
    private final Map<String, TrackedSource> sources;
    private final List<QuarantineEntry> doubts;

    TrackerDocument(Path file, Suite suite, Map<String, TrackedSource> sources, List<QuarantineEntry> doubts) {
        this.file = file;
        this.suite = suite;
        this.sources = sources;
        this.doubts = doubts;
    }

    void read() throws ImportException {
        int seen = 0;
        try (InputStream unpacked = IndexFile.open(file);
                JsonParser json = JSON.createParser(unpacked)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("expected an object of source packages, found " + json.currentToken());
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String source = json.currentName();
                seen++;
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw malformed(
                            "expected an object of vulnerabilities at " + source + ", found " + json.currentToken());
                }
                TrackedSource tracked = sources.get(source);
                if (tracked == null) {
                    json.skipChildren();
                } else {
                    source(source, tracked, json.readValueAsTree());
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw malformed("expected one object of source packages, found " + json.currentToken() + " behind it");
            }
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.MALFORMED_DOCUMENT,
                    file + ": expected the tracker's JSON, found " + notReadable.getMessage(),
                    notReadable);
        }
        if (seen == 0) {
            throw new ImportException(Reason.EMPTY, file + ": expected at least one source package, found none");
        }
    }

    private void source(String source, TrackedSource tracked, JsonNode vulnerabilities) {
        for (Map.Entry<String, JsonNode> each : vulnerabilities.properties()) {
            JsonNode releases = each.getValue().path("releases");
            JsonNode here = releases.path(suite.codename());
            if (here.isObject()) {
                new Entry(source, each.getKey(), tracked, here, releases.path("sid")).judge();
            } else if (!releases.isObject() || !here.isMissingNode()) {
                doubts.add(new QuarantineEntry(
                        document(),
                        source + " " + each.getKey(),
                        Defect.FIELD_MALFORMED,
                        String.valueOf(releases.isObject() ? here : releases),
                        "an object of releases, each an object",
                        Outcome.REJECTED));
            }
        }
    }

    private String document() {
        return String.valueOf(file.getFileName());
    }

    private ImportException malformed(String message) {
        return new ImportException(Reason.MALFORMED_DOCUMENT, file + ": " + message);
    }

    /** One vulnerability of one source package in this release. */
    private final class Entry {
        private final String source;
        private final String id;
        private final TrackedSource tracked;
        private final JsonNode here;
        private final JsonNode unstable;

        private Entry(String source, String id, TrackedSource tracked, JsonNode here, JsonNode unstable) {
            this.source = source;
            this.id = id;
            this.tracked = tracked;
            this.here = here;
            this.unstable = unstable;
        }

        private void judge() {
            String status = here.path("status").asText();
            switch (status) {
                case "resolved" -> resolved();
                case "open", "undetermined" -> open(status);
                default ->
                    reject(Defect.FIELD_MALFORMED, "status " + here.path("status"), "resolved, open or undetermined");
            }
        }

        private void open(String status) {
            if (here.hasNonNull("fixed_version")) {
                reject(Defect.CONTRADICTS_ITSELF, status + ", fixed_version " + fixed(), "no fixed version while open");
            } else {
                String reason = here.path("nodsa_reason").asText();
                reject(
                        Defect.OPEN,
                        status + (here.has("nodsa") ? ", no advisory" + (reason.isEmpty() ? "" : ": " + reason) : ""),
                        "a fixed version");
            }
        }

        private void resolved() {
            if (!here.hasNonNull("fixed_version")) {
                reject(Defect.FIX_NOT_SAID, "resolved", "a fixed version");
                return;
            }
            if (fixed().equals(NOT_AFFECTED)) {
                reject(Defect.NOT_AFFECTED, fixed(), "a version; the update fixes nothing here");
                return;
            }
            version(fixed())
                    .ifPresentOrElse(this::fixedIn, () -> reject(Defect.FIX_MALFORMED, fixed(), "a Debian version"));
        }

        private void fixedIn(DebianVersion fixed) {
            if (fixed().equals(unstable.path("fixed_version").asText())) {
                return; // came with the release itself: no update of this suite brought it
            }
            if (fixed.compareTo(tracked.version()) > 0) {
                doubt(
                        Defect.FIX_NEWER_THAN_SUITE,
                        fixed.text(),
                        tracked.version() + " or below, which the suite's index has");
            } else if (newestPublished()
                    .filter(newest -> newest.compareTo(fixed) < 0)
                    .isPresent()) {
                reject(
                        Defect.CONTRADICTS_ITSELF,
                        "resolved in " + fixed + ", published " + here.path("repositories"),
                        "a published version that has the fix");
            } else if (!CVE.matcher(id).matches()) {
                reject(Defect.FIELD_MALFORMED, id, "a CVE number");
            } else {
                tracked.fixes(id, Urgency.of(here.path("urgency").asText()));
            }
        }

        /** The newest that any archive of the release has; empty where none is named or one is not a version. */
        private Optional<DebianVersion> newestPublished() {
            Optional<DebianVersion> newest = Optional.empty();
            for (JsonNode each : here.path("repositories")) {
                Optional<DebianVersion> version = version(each.asText());
                if (version.isEmpty()) {
                    return Optional.empty();
                }
                newest = newest.filter(known -> known.compareTo(version.get()) >= 0)
                        .or(() -> version);
            }
            return newest;
        }

        private String fixed() {
            return here.path("fixed_version").asText();
        }

        private static Optional<DebianVersion> version(String text) {
            try {
                return Optional.of(new DebianVersion(text));
            } catch (IllegalArgumentException notAVersion) {
                return Optional.empty();
            }
        }

        private void reject(Defect defect, String found, String expected) {
            doubts.add(new QuarantineEntry(document(), source + " " + id, defect, found, expected, Outcome.REJECTED));
        }

        private void doubt(Defect defect, String found, String expected) {
            doubts.add(new QuarantineEntry(
                    document(), source + " " + id, defect, found, expected, Outcome.IMPORTED_WITH_DOUBT));
        }
    }
}
