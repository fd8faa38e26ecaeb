package dev.patchproof.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.Update;
import dev.patchproof.catalog.release.CatalogDiff;
import dev.patchproof.portal.appraisal.Basis;
import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import dev.patchproof.portal.release.FetchReport;
import dev.patchproof.portal.release.ImportOutcome;
import dev.patchproof.portal.result.CloneSign;
import dev.patchproof.portal.result.VerdictChange.Cause;
import dev.patchproof.portal.signing.ProbeRelease;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SentencesTest {
    private static final List<Class<? extends Enum<?>>> SPOKEN = List.of(
            ReasonCode.class,
            UpdateVerdict.class,
            OverallVerdict.class,
            ClaimedVerdict.class,
            Layer.class,
            LayerResult.class,
            Basis.class,
            Update.Severity.class,
            ProbeRelease.Origin.class,
            CloneSign.class,
            Agreement.class);
    private static final Pattern VARIANT = Pattern.compile("UpdateVerdict\\.[A-Z_]+\\.(?:switch|doubt)");
    private static final Pattern VARIANT_PART = Pattern.compile("\\.(?:switch|doubt)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    private final Sentences sentences = Sentences.load();

    static Stream<Enum<?>> constants() {
        return SPOKEN.stream().flatMap(type -> Stream.of(type.getEnumConstants()));
    }

    @ParameterizedTest
    @MethodSource("constants")
    void everyConstant_hasASentence(Enum<?> constant) {
        assertThat(sentences.of(constant)).isNotBlank();
    }

    @Test
    void everyKeyOfAConstant_namesOneThatExists() {
        Set<String> existing = constants()
                .map(constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name())
                .collect(Collectors.toSet());

        assertThat(sentences.keys().stream()
                        .filter(key -> Character.isUpperCase(key.charAt(0)))
                        .map(key -> String.join(".", List.of(key.split("\\.")).subList(0, 2))))
                .allSatisfy(constant -> assertThat(existing).contains(constant));
    }

    /** Words for a switch that is off, or a doubt, replace all of the verdict's own. */
    @Test
    void everyVariantOfAVerdict_hasThePartsOfTheVerdict() {
        Set<String> variants = new TreeSet<>();
        for (String key : sentences.keys()) {
            Matcher variant = VARIANT.matcher(key);
            if (variant.lookingAt()) {
                variants.add(variant.group());
            }
        }

        assertThat(variants).hasSize(4);
        for (String variant : variants) {
            String verdict = variant.substring(0, variant.lastIndexOf('.'));
            assertThat(parts(variant)).as(variant).isEqualTo(parts(verdict));
        }
    }

    private Set<String> parts(String key) {
        return sentences.keys().stream()
                .filter(each -> each.startsWith(key + ".") || each.equals(key))
                .map(each -> each.substring(key.length()))
                .filter(part -> !VARIANT_PART.matcher(part).lookingAt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyPlaceholder_isKnown() {
        Set<String> used = new TreeSet<>();
        for (String key : sentences.keys()) {
            Matcher matcher = PLACEHOLDER.matcher(sentences.get(key));
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        }

        assertThat(used)
                .isSubsetOf(
                        "where",
                        "expected",
                        "found",
                        "count",
                        "headline",
                        "since",
                        "title",
                        "successor",
                        "state",
                        "day");
    }

    @Test
    void everyKindOfQuery_hasAName() throws IllegalAccessException, NoSuchFieldException {
        for (Class<?> kind : dev.patchproof.evidence.Query.class.getPermittedSubclasses()) {
            Field name = kind.getField("KIND");
            assertThat(sentences.find("reading." + name.get(null)))
                    .as(kind.getSimpleName())
                    .isPresent();
            assertThat(sentences.find("reading." + name.get(null) + ".remark"))
                    .as(kind.getSimpleName())
                    .isPresent();
        }
    }

    @Test
    void everyCauseAndOutcome_hasASentence() {
        for (Cause cause : Cause.values()) {
            assertThat(sentences.get("history." + cause)).isNotBlank();
        }
        for (ImportOutcome.Kind kind : ImportOutcome.Kind.values()) {
            assertThat(sentences.get("admin.outcome." + kind)).isNotBlank();
        }
        for (FetchReport.Outcome outcome : FetchReport.Outcome.values()) {
            assertThat(sentences.get("admin.fetch." + outcome)).isNotBlank();
        }
        for (CatalogDiff.Kind kind : CatalogDiff.Kind.values()) {
            assertThat(sentences.get("admin.diff." + kind)).isNotBlank();
        }
    }

    @Test
    void everyCombinationOfOverallVerdicts_hasAHeadlineOfItsOwn() {
        Set<String> headlines = new TreeSet<>();
        for (ClaimedVerdict claimed : ClaimedVerdict.values()) {
            for (OverallVerdict found : OverallVerdict.values()) {
                headlines.add(sentences.get("headline." + claimed + "." + found));
            }
        }

        assertThat(headlines).hasSize(18);
    }

    @Test
    void onlyFoundUpToDate_isEverCalledUpToDate() {
        for (ClaimedVerdict claimed : ClaimedVerdict.values()) {
            for (OverallVerdict found : OverallVerdict.values()) {
                String headline = sentences.get("headline." + claimed + "." + found);
                boolean praises =
                        headline.startsWith("This computer is up to date") || headline.contains("the fixes are there");
                assertThat(praises).as(headline).isEqualTo(found == OverallVerdict.UP_TO_DATE);
            }
        }
    }

    @Test
    void valueThatLooksLikeAPlaceholder_isText() {
        assertThat(Sentences.fill("found {found}.", java.util.Map.of("found", "{expected}{")))
                .isEqualTo("found {expected}{.");
    }
}
