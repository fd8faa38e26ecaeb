package dev.patchproof.catalog.reader;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.patchproof.catalog.reader.CatalogFiles.CatalogFile;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 without byte order mark, one JSON value, no key twice. */
final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private StrictJson() {}

    static Optional<JsonNode> parse(CatalogFile file, Problems problems) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.bytes()))
                    .toString();
            return Optional.of(MAPPER.readTree(text));
        } catch (CharacterCodingException notUtf8) {
            problems.add(file.name(), "", Reason.NOT_JSON, "expected UTF-8, found bytes that are not");
        } catch (JsonProcessingException notJson) {
            problems.add(
                    file.name(),
                    notJson.getProcessor() instanceof JsonParser parser
                            ? parser.getParsingContext().pathAsPointer().toString()
                            : "",
                    Reason.NOT_JSON,
                    "expected one JSON value without duplicate keys, found in line "
                            + notJson.getLocation().getLineNr() + ": " + notJson.getOriginalMessage());
        }
        return Optional.empty();
    }
}
