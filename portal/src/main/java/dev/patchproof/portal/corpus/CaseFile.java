package dev.patchproof.portal.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.portal.corpus.LiarCase.WineHosting;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file of a case, field by field.
 *
 * @param catalog one file in the catalog's schema
 * @param clean the first with all its evidence, the others as they differ from it
 * @param liars as they differ from the first clean computer
 */
record CaseFile(
        String id,
        String title,
        String subject,
        String story,
        String teaches,
        List<URI> sources,
        LocalDate judgedOn,
        Set<String> requiredMitigations,
        WineHosting wine,
        ObjectNode catalog,
        List<ComputerPart> clean,
        List<ComputerPart> liars) {

    /**
     * One computer.
     *
     * @param system its facts in wire form without those that judging never reads
     * @param observations in wire form
     */
    record ComputerPart(
            String name,
            String words,
            Map<String, Object> system,
            List<Map<String, Object>> observations,
            ExpectedResult expected) {}
}
