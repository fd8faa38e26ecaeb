package dev.patchproof.portal.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchproof.portal.home.Settings;
import dev.patchproof.portal.home.SettingsRules;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad settings that the settings alone show, read from an environment as the portal reads them. */
final class SettingsRulesTest {
    @TempDir
    Path folder;

    static Stream<String> rows() throws Exception {
        return table().filter(line -> line.startsWith("value | ")).map(line -> line.substring("value | ".length()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void badValue_refusedWithWhatWasExpectedAndFound(String row) throws Exception {
        TestCertificate certificate = TestCertificate.make(1);
        String filled = row.replace("{missing}", folder.resolve("missing").toString());
        for (Map.Entry<String, String> file : Map.of(
                        "garbage", "not what was asked for",
                        "certificate", certificate.certificatePem(),
                        "key", certificate.keyPem())
                .entrySet()) {
            filled = filled.replace(
                    "{" + file.getKey() + "}",
                    Files.writeString(folder.resolve(file.getKey()), file.getValue())
                            .toString());
        }
        List<String> columns = List.of(filled.split(" \\| "));
        Map<String, String> environment = Arrays.stream(columns.get(0).split(" "))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));

        assertThatThrownBy(() -> SettingsRules.require(settings(environment)))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains(columns.get(1).split(" & ")));
    }

    @Test
    void defaults_areNotRefused() {
        SettingsRules.require(settings(Map.of()));
    }

    @Test
    void everySettingOfTheReadme_isSetBadlyInARow() throws Exception {
        String rows = table().collect(Collectors.joining("\n"));

        for (String setting : settingsOfTheReadme()) {
            assertThat(rows).contains(setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT) + "=");
        }
    }

    private static Settings settings(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(Settings.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(Settings.class);
    }

    private static Stream<String> table() throws Exception {
        try (InputStream table = requireNonNull(SettingsRulesTest.class.getResourceAsStream("bad-settings.csv"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    /** Of the table in README; a name that begins with a dot goes on after the one before it. */
    private static List<String> settingsOfTheReadme() throws Exception {
        List<String> settings = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../README.md"))) {
            if (line.startsWith("| `patchproof.") && !line.contains(".NAME.")) { // feeds are named by administrators
                String first = "";
                Matcher name = Pattern.compile("`([a-z.-]+)`").matcher(line.substring(0, line.indexOf(" | ", 2)));
                while (name.find()) {
                    String text = name.group(1);
                    first = text.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + text : text;
                    settings.add(first);
                }
            }
        }
        assertThat(settings).hasSizeGreaterThan(30);
        // A user without a URL is refused like a password without one; an alias like a password without a key store.
        settings.removeAll(List.of("patchproof.database.username", "patchproof.code-signing.alias"));
        return settings;
    }
}
