package dev.patchproof.portal.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.reader.CatalogException;
import dev.patchproof.catalog.reader.CatalogReader;
import dev.patchproof.portal.corpus.CorpusException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Reads one case, strictly: every field must be there, and no other. */
final class CaseReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final String name;

    private CaseReader(String name) {
        this.name = name;
    }

    /**
     * The case in a file.
     *
     * @param name of the file, without folder
     * @throws CorpusException where anything is wrong with it
     */
    static LiarCase read(String name, byte[] content) {
        return new CaseReader(name).read(content);
    }

    private LiarCase read(byte[] content) {
        CaseFile file = parse(content);
        if (!name.equals(file.id() + ".json")) {
            throw notACase("/id", "expected the name of the file without .json, found '" + file.id() + "'");
        }
        file.sources().stream()
                .filter(source -> !"https".equals(source.getScheme()))
                .findFirst()
                .ifPresent(source -> {
                    throw notACase("/sources", "expected https links, found " + source);
                });
        Catalog catalog = catalog(file);
        file.requiredMitigations().forEach(id -> requireOptIn(catalog, id));
        if (file.clean().isEmpty()) {
            throw notACase("/clean", "expected at least one computer, found none");
        }
        ComputerReader computers =
                new ComputerReader(name, file.judgedOn(), catalog, file.clean().get(0));
        List<CaseComputer> clean = computers.read("/clean", file.clean());
        List<CaseComputer> liars = computers.read("/liars", file.liars());
        try {
            return new LiarCase(
                    file.id(),
                    file.title(),
                    file.subject(),
                    file.story(),
                    file.teaches(),
                    file.sources(),
                    file.judgedOn(),
                    file.requiredMitigations(),
                    file.wine(),
                    catalog,
                    clean,
                    liars);
        } catch (IllegalArgumentException e) {
            throw notACase("", String.valueOf(e.getMessage()));
        }
    }

    private CaseFile parse(byte[] content) {
        try {
            return MAPPER.readValue(content, CaseFile.class);
        } catch (JsonMappingException e) {
            throw notACase(path(e), e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw notACase("line " + e.getLocation().getLineNr(), e.getOriginalMessage());
        } catch (java.io.IOException e) {
            throw new CorpusException(Reason.NOT_READABLE, name, "", "expected a readable file, found " + e);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
    }

    private Catalog catalog(CaseFile file) {
        try {
            return CatalogReader.read(
                    name + " /catalog", file.catalog().toString().getBytes(StandardCharsets.UTF_8));
        } catch (CatalogException e) {
            throw new CorpusException(Reason.NOT_A_CATALOG, name, "/catalog", String.valueOf(e.getMessage()));
        }
    }

    private void requireOptIn(Catalog catalog, String id) {
        if (catalog.update(id).filter(Update::optIn).isEmpty()) {
            throw notACase("/requiredMitigations", "expected opt-in updates of the catalog, found '" + id + "'");
        }
    }

    private CorpusException notACase(String path, String message) {
        return new CorpusException(Reason.NOT_A_CASE, name, path, message);
    }
}
