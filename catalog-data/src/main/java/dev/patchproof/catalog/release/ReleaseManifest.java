package dev.patchproof.catalog.release;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a release says of itself; this is what its signature covers.
 *
 * @param asOf the day up to which the release holds the published facts
 * @param sequence grows by one or more with every release of one publisher; 1 or more
 * @param digest {@link dev.patchproof.catalog.Catalog#release} of the catalog in it
 * @param quarantine sha256 of the quarantine report, lower-case hex; empty where there is none
 */
public record ReleaseManifest(LocalDate asOf, long sequence, String digest, Optional<String> quarantine) {
    private static final String FORMAT = "tag:patchproof.dev,2026:catalog-release-1";
    private static final Set<String> REQUIRED = Set.of("format", "asOf", "sequence", "digest");
    private static final String QUARANTINE = "quarantine";
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ReleaseManifest {
        requireNonNull(asOf, "asOf");
        requireDigest(digest);
        quarantine.ifPresent(ReleaseManifest::requireDigest);
        if (sequence < 1) {
            throw new IllegalArgumentException("expected a sequence number of 1 or more, found " + sequence);
        }
    }

    byte[] toBytes() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        json.put("asOf", asOf.toString());
        json.put("sequence", sequence);
        json.put("digest", digest);
        quarantine.ifPresent(sha256 -> json.put(QUARANTINE, sha256));
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ReleaseManifest parse(byte[] bytes) throws ReleaseException {
        JsonNode json = json(bytes);
        Set<String> names = new HashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        names.remove(QUARANTINE);
        if (!names.equals(REQUIRED)) {
            throw malformed("the fields " + REQUIRED.stream().sorted().toList() + " and perhaps quarantine", names);
        }
        if (!json.path("format").asText().equals(FORMAT)) {
            throw malformed("format " + FORMAT, json.path("format"));
        }
        JsonNode sequence = json.path("sequence");
        if (!sequence.isIntegralNumber() || !sequence.canConvertToLong()) {
            throw malformed("sequence as a whole number", sequence);
        }
        try {
            return new ReleaseManifest(
                    LocalDate.parse(json.path("asOf").asText()),
                    sequence.asLong(),
                    json.path("digest").asText(),
                    json.has(QUARANTINE) ? Optional.of(json.path(QUARANTINE).asText()) : Optional.empty());
        } catch (DateTimeParseException notADay) {
            throw malformed("asOf as a day such as 2026-11-23", json.path("asOf"));
        } catch (IllegalArgumentException outOfBounds) {
            throw new ReleaseException(
                    Reason.MALFORMED, ReleaseFile.MANIFEST + ": " + outOfBounds.getMessage(), outOfBounds);
        }
    }

    private static JsonNode json(byte[] bytes) throws ReleaseException {
        try {
            JsonNode json = STRICT.readTree(bytes);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            throw malformed("one JSON object without duplicate keys", notJson.getOriginalMessage());
        } catch (IOException fromMemory) {
            throw new IllegalStateException(fromMemory);
        }
        throw malformed("one JSON object", "another value");
    }

    private static ReleaseException malformed(String expected, Object found) {
        String shown = String.valueOf(found);
        return new ReleaseException(
                Reason.MALFORMED,
                ReleaseFile.MANIFEST + ": expected " + expected + ", found "
                        + (shown.length() > 120 ? shown.substring(0, 120) + "..." : shown));
    }

    private static void requireDigest(String text) {
        if (!DIGEST.matcher(text).matches()) {
            throw new IllegalArgumentException("expected a sha256 digest in lower-case hex, found '" + text + "'");
        }
    }
}
