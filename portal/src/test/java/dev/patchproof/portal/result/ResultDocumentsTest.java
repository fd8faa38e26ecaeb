package dev.patchproof.portal.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.patchproof.portal.appraisal.AttestationResult;
import dev.patchproof.portal.appraisal.UpdateResult;
import org.junit.jupiter.api.Test;

class ResultDocumentsTest {
    private static final String LAYER = "{\"result\":\"TRUE\",\"reasons\":"
            + "[{\"code\":\"KEY_PRESENT\",\"subject\":\"\",\"expected\":\"\",\"found\":\"\"}]}";
    private static final String RESULT = "{\"claimed\":\"UP_TO_DATE\",\"found\":\"UP_TO_DATE\",\"productId\":null,"
            + "\"productName\":\"\",\"scope\":\"\",\"evidenceDate\":\"2026-11-03T09:21:40Z\",\"catalogDate\":null,"
            + "\"catalogRelease\":\"\",\"staleFrom\":\"2026-11-10T09:21:40Z\",\"grounds\":[],\"notes\":[],"
            + "\"updates\":[{\"updateId\":\"KB1\",\"aliases\":[],\"description\":\"\",\"severity\":\"LOW\",\"cves\":[],%s"
            + "\"verdict\":\"IN_FORCE\",\"basis\":\"REFERENCE_VALUE\",\"layers\":{\"CLAIMED\":" + LAYER
            + ",\"ON_DISK\":" + LAYER + ",\"IN_FORCE\":" + LAYER + "},\"satisfiedBy\":null}]}";

    private final ResultDocuments documents =
            new ResultDocuments(new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule()));

    private UpdateResult only(String fields) {
        return documents
                .read(String.format(java.util.Locale.ROOT, RESULT, fields))
                .updates()
                .get(0);
    }

    @Test
    void resultOfTheFirstPortals_everyUpdateCounted() {
        assertThat(only("").counted()).isTrue();
        assertThat(only("").optIn()).isFalse();
    }

    @Test
    void mitigationThatDoesNotCount_staysSo() {
        UpdateResult read = only("\"optIn\":true,\"counted\":false,");

        assertThat(read.counted()).isFalse();
        assertThat(read.optIn()).isTrue();
    }

    @Test
    void resultOfTheTimeBeforeAnswersWereFolded_foldsNothing() {
        assertThat(documents
                        .read(String.format(java.util.Locale.ROOT, RESULT, ""))
                        .folded())
                .isEmpty();
    }

    @Test
    void whatIsWritten_isReadAgain() {
        AttestationResult result = documents.read(String.format(java.util.Locale.ROOT, RESULT, ""));

        assertThat(documents.read(documents.write(result))).isEqualTo(result);
    }
}
