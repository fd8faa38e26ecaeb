package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.importer.QuarantineEntry.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One notice of the USN database. For each release it names source packages with versions and binary packages with
 * versions, and for these, in later notices, the source and the pocket they are published in.
 */
final class UsnNotice {
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,}");
    private static final Pattern PACKAGE_NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    /** {@code 4.15.0.216.200}: a package without content that depends on the newest kernel. */
    private static final Pattern METAPACKAGE = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+\\.\\d+(?:~\\S+)?");

    private final String document;
    private final String id;
    private final JsonNode notice;
    private final List<QuarantineEntry> doubts;

    UsnNotice(String document, String id, JsonNode notice, List<QuarantineEntry> doubts) {
        this.document = document;
        this.id = id.startsWith("USN-") ? id : "USN-" + id;
        this.notice = notice;
        this.doubts = doubts;
    }

    void addTo(UsnRelease release) {
        JsonNode here = notice.path("releases").path(release.codename());
        if (here.isMissingNode()) {
            return;
        }
        JsonNode binaries = here.path("allbinaries").isEmpty() ? here.path("binaries") : here.path("allbinaries");
        if (binaries.isEmpty()) {
            reject(release, "", Defect.FIX_NOT_SAID, "no binary packages", "binary packages with versions");
            return;
        }
        Set<UsnFix> touched = new HashSet<>();
        Set<Defect> said = new HashSet<>();
        for (Map.Entry<String, JsonNode> binary : binaries.properties()) {
            fix(release, here.path("sources"), binary.getKey(), binary.getValue(), said)
                    .ifPresent(touched::add);
        }
        List<String> cves = StreamSupport.stream(notice.path("cves").spliterator(), false)
                .map(JsonNode::asText)
                .filter(cve -> CVE.matcher(cve).matches())
                .toList();
        touched.forEach(fix -> fix.announcedIn(id, cves, day()));
    }

    /** Where the binary package was put; empty where it was not believed. */
    private Optional<UsnFix> fix(UsnRelease release, JsonNode sources, String name, JsonNode binary, Set<Defect> said) {
        String text = binary.path("version").asText();
        Optional<DebianVersion> version = version(text);
        if (!PACKAGE_NAME.matcher(name).matches()) {
            return reject(release, name, Defect.FIELD_MALFORMED, name, "the name of a package");
        }
        if (version.isEmpty()) {
            return reject(release, name, Defect.FIX_MALFORMED, text, "a Debian version");
        }
        if (name.startsWith("linux-") && METAPACKAGE.matcher(text).matches()) {
            return Optional.empty();
        }
        Optional<String> source = source(sources, binary, text);
        if (source.isEmpty()) {
            return reject(
                    release, name, Defect.FIELD_MISSING, "no source of " + text, "the source package it is built from");
        }
        Optional<UsnChannel> channel = channel(release, binary.path("pocket").asText(), text, said);
        if (channel.isEmpty()) {
            return reject(
                    release,
                    name,
                    Defect.PRODUCT_UNKNOWN,
                    "pocket " + binary.path("pocket").asText(),
                    "security, updates, esm-infra or esm-apps");
        }
        UsnFix fix = release.of(KernelSource.kernelOfUbuntu(source.get()), channel.get());
        fix.fixes(name, version.get());
        return Optional.of(fix);
    }

    /** As the notice says it; else the only source there is, or the only one of this version. */
    private static Optional<String> source(JsonNode sources, JsonNode binary, String version) {
        String said = binary.path("source").asText();
        if (!said.isEmpty()) {
            return Optional.of(said).filter(name -> PACKAGE_NAME.matcher(name).matches());
        }
        List<String> candidates = sources.properties().stream()
                .filter(source -> sources.size() == 1
                        || source.getValue().path("version").asText().equals(version))
                .map(Map.Entry::getKey)
                .filter(name -> PACKAGE_NAME.matcher(name).matches())
                .toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    /** A doubt is told once per notice and release, not for each of its packages. */
    private Optional<UsnChannel> channel(UsnRelease release, String pocket, String version, Set<Defect> said) {
        boolean marked = UsnChannel.isMarked(version);
        if (pocket.isEmpty()) {
            if (!marked && said.add(Defect.FIELD_MISSING)) {
                doubt(release, Defect.FIELD_MISSING, "no pocket for " + version, "a pocket; taken for public");
            }
            return Optional.of(marked ? UsnChannel.PRO : UsnChannel.PUBLIC);
        }
        Optional<UsnChannel> channel = UsnChannel.ofPocket(pocket);
        if (channel.filter(UsnChannel.PUBLIC::equals).isPresent() && marked) {
            if (said.add(Defect.CONTRADICTS_ITSELF)) {
                doubt(
                        release,
                        Defect.CONTRADICTS_ITSELF,
                        version + " in " + pocket,
                        "a pocket of Pro for a version of Pro; taken for Pro");
            }
            return Optional.of(UsnChannel.PRO);
        }
        if (pocket.equals("updates") && said.add(Defect.PHASED)) {
            doubt(release, Defect.PHASED, version + " in updates", "security, where nobody has to wait");
        }
        return channel;
    }

    private Optional<LocalDate> day() {
        JsonNode seconds = notice.path("timestamp");
        return seconds.isNumber()
                ? Optional.of(LocalDate.ofInstant(Instant.ofEpochSecond(seconds.asLong()), ZoneOffset.UTC))
                : Optional.empty();
    }

    private static Optional<DebianVersion> version(String text) {
        try {
            return Optional.of(new DebianVersion(text));
        } catch (IllegalArgumentException notAVersion) {
            return Optional.empty();
        }
    }

    private Optional<UsnFix> reject(UsnRelease release, String name, Defect defect, String found, String expected) {
        doubts.add(new QuarantineEntry(
                document,
                (id + " " + release.codename() + " " + name).strip(),
                defect,
                found,
                expected,
                Outcome.REJECTED));
        return Optional.empty();
    }

    private void doubt(UsnRelease release, Defect defect, String found, String expected) {
        doubts.add(new QuarantineEntry(
                document, id + " " + release.codename(), defect, found, expected, Outcome.IMPORTED_WITH_DOUBT));
    }
}
