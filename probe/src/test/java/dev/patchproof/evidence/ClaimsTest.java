package dev.patchproof.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {

    @Test
    void evidenceOfEveryKind_isTheGoldenFileOfVersion1() throws Exception {
        Map<String, Object> golden = golden("evidence-1.json");

        Map<String, Object> written = parse(JsonUtil.toJson(EvidenceClaims.toClaims(WireExamples.evidence())));

        assertThat(written).isEqualTo(golden);
        assertThat(EvidenceClaims.fromClaims(golden)).isEqualTo(WireExamples.evidence());
    }

    @Test
    void evidenceOfTheFirstProbes_isReadAndWhatTheyDidNotAskIsNotCollected() throws Exception {
        Evidence first = EvidenceClaims.fromClaims(golden("evidence-1-first-probes.json"));

        assertThat(first.find(new Query.WindowsFile("%SystemRoot%\\System32\\rpcrt4.dll"))
                        .map(WindowsFileFact::changedAt)
                        .toString())
                .contains("NOT_ASKED")
                .contains("older than this question");
        assertThat(first.system().installationType().toString()).contains("NOT_ASKED");
        assertThat(first.findPackage("bash").toString()).contains("archives=NotCollected[reason=NOT_ASKED");
    }

    @Test
    void evidenceWithItsMachine_isTheGoldenFileOfThatShape() throws Exception {
        Map<String, Object> golden = golden("evidence-1-with-machine.json");
        Evidence example = WireExamples.evidenceOf(Finding.exists("cc".repeat(32)));

        assertThat(parse(JsonUtil.toJson(EvidenceClaims.toClaims(example)))).isEqualTo(golden);
        assertThat(EvidenceClaims.fromClaims(golden)).isEqualTo(example);
    }

    @Test
    void evidenceOfOlderProbes_tellsNothingOfTheMachine() throws Exception {
        assertThat(EvidenceClaims.fromClaims(golden("evidence-1.json")).machine())
                .isEqualTo(Evidence.MACHINE_NOT_ASKED);
    }

    @Test
    void machineIdThatIsAbsentOrUnreadable_comesBackAsSuch() {
        for (Finding<String> finding :
                List.of(Finding.<String>doesNotExist(), Finding.<String>error("ACCESS_DENIED", "denied"))) {
            Evidence example = WireExamples.evidenceOf(finding);

            assertThat(EvidenceClaims.fromClaims(EvidenceClaims.toClaims(example))
                            .machine())
                    .isEqualTo(finding);
        }
    }

    @ParameterizedTest
    @CsvSource({"cc", "CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC", "''", "<b>"})
    void machineThatIsNoHash_isRefused(String value) throws Exception {
        Map<String, Object> claims = new HashMap<>(golden("evidence-1-with-machine.json"));
        claims.put("machine", Map.of("exists", value));

        assertThatThrownBy(() -> EvidenceClaims.fromClaims(claims))
                .isInstanceOf(MalformedClaimsException.class)
                .hasMessageContaining("64 lower-case hex digits");
    }

    @Test
    void planOfEveryKind_isTheGoldenFileOfVersion1() throws Exception {
        Map<String, Object> golden = golden("plan-1.json");

        Map<String, Object> written = parse(JsonUtil.toJson(PlanClaims.toClaims(WireExamples.plan())));

        assertThat(written).isEqualTo(golden);
        assertThat(PlanClaims.fromClaims(golden)).isEqualTo(WireExamples.plan());
    }

    @Test
    void everyKindOfQuery_isInTheExamples() {
        Set<Class<?>> shown =
                WireExamples.plan().queries().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(Query.class.getPermittedSubclasses());
    }

    @Test
    void selector_comesBackTheSame() {
        ProductSelector read = SelectorClaims.fromClaims(SelectorClaims.toClaims(WireExamples.selector()));

        assertThat(read).isEqualTo(WireExamples.selector());
    }

    @Test
    void turkishLocale_changesNoWord() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(EvidenceClaims.fromClaims(golden("evidence-1.json"))).isEqualTo(WireExamples.evidence());
            assertThat(SelectorClaims.toClaims(WireExamples.selector())).containsEntry("family", "debian");
            assertThat(Claim.word(Architecture.IA64)).isEqualTo("ia64");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "family | 12 | family",
                "family | beos | family",
                "family | DEBIAN | family",
                "release | | release",
                "surprise | 1 | surprise",
            })
    void selectorFieldThatIsNotAsAgreed_isRefusedByItsName(String field, String value, String path) {
        Map<String, Object> claims = new HashMap<>(SelectorClaims.toClaims(WireExamples.selector()));
        claims.put(field, value);

        assertThatThrownBy(() -> SelectorClaims.fromClaims(claims))
                .isInstanceOfSatisfying(MalformedClaimsException.class, e -> assertThat(e.path())
                        .isEqualTo(path));
    }

    @Test
    void missingField_isRefusedByItsName() {
        Map<String, Object> claims = new HashMap<>(SelectorClaims.toClaims(WireExamples.selector()));
        claims.remove("build");

        assertThatThrownBy(() -> SelectorClaims.fromClaims(claims))
                .isInstanceOf(MalformedClaimsException.class)
                .hasMessage("build: expected a value, found no such field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"kind\":\"registry-value\" | \"kind\":\"run-program\" | observations[2].query.kind",
                "{\"absent\":true} | {\"absent\":false} | observations[1].finding.absent",
                "{\"absent\":true} | {\"absent\":true,\"exists\":1} | observations",
                "{\"absent\":true} | {} | observations",
                "\"matching\":2 | \"matching\":3 | observations[6].finding.exists.packages[0].files.exists",
                "\"matching\":2 | \"matching\":2.0 | observations[6].finding.exists.packages[0].files.exists.matching",
                "\"pid\":512 | \"pid\":99999999999 | observations[8].finding.exists.replaced[0].processes[0].pid",
                "\"size\":5000000000 | \"size\":\"5000000000\" | observations[4].finding.exists.size",
                "2026-01-31T12:00:01.500Z | 2026-01-31T12:00:01.500+01:00 | finishedAt",
                "\"complete\":true | \"complete\":\"true\" | observations[8].finding.exists.complete",
                "\"reason\":\"offline-root\" | \"reason\":\"no idea\" | observations[9].finding.notCollected.reason",
                "\"observations\":[ | \"observations\":[7, | observations[0]",
            })
    void evidenceThatIsNotAsAgreed_isRefusedByItsPath(String good, String bad, String path) throws Exception {
        String golden = JsonUtil.toJson(EvidenceClaims.toClaims(WireExamples.evidence()));
        assertThat(golden).contains(good);
        Map<String, Object> claims = parse(golden.replace(good, bad));

        assertThatThrownBy(() -> EvidenceClaims.fromClaims(claims))
                .isInstanceOfSatisfying(MalformedClaimsException.class, e -> assertThat(e.path())
                        .startsWith(path));
    }

    @Test
    void sameQueryAnsweredTwice_isRefused() {
        Map<String, Object> claims = new HashMap<>(EvidenceClaims.toClaims(WireExamples.evidence()));
        List<?> observations = (List<?>) Objects.requireNonNull(claims.get("observations"));
        claims.put("observations", List.of(observations.get(0), observations.get(0)));

        assertThatThrownBy(() -> EvidenceClaims.fromClaims(claims))
                .isInstanceOf(MalformedClaimsException.class)
                .hasMessageContaining("answered twice");
    }

    private static Map<String, Object> golden(String name) throws IOException, JoseException {
        try (InputStream in = Objects.requireNonNull(ClaimsTest.class.getResourceAsStream(name), name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, Object> parse(String json) throws JoseException {
        return JsonUtil.parseJson(json);
    }
}
