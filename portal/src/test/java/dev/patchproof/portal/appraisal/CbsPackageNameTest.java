package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.portal.appraisal.CbsPackageName.Role;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CbsPackageNameTest {
    /** Names of packages, and of catalogs that come with them; {@code -} stands for nothing. */
    @ParameterizedTest
    @CsvSource({
        "Package_for_KB3202790_RTM_GM~31bf3856ad364e35~amd64~~10.0.1.0,               KB3202790, BRANCH, -, false",
        "Package_145_for_KB3185331~31bf3856ad364e35~amd64~~6.3.1.2,                   KB3185331, PART,   -, false",
        "Package_for_KB3185331~31bf3856ad364e35~amd64~~6.3.1.2,                       KB3185331, HEAD,   -, false",
        "Package_for_KB2570791_SP1~31bf3856ad364e35~amd64~~6.1.1.1,                   KB2570791, BRANCH, -, false",
        "Package_for_KB976932~31bf3856ad364e35~amd64~~6.1.1.17514,                    KB976932,  HEAD,   -, false",
        "KB976932~31bf3856ad364e35~amd64~~6.1.1.17514,                                KB976932,  HEAD,   -, false",
        "package_FOR_kb976933~31bf3856ad364e35~amd64~de-DE~6.1.7601.17514,            KB976933,  HEAD,   7601.17514, false",
        "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8,                -, HEAD,   19041.2965, true",
        "Package_for_RollupFix_Wrapper~31bf3856ad364e35~amd64~~19041.2965.1.8,        -, BRANCH, 19041.2965, true",
        "Package_12_for_RollupFix~31bf3856ad364e35~amd64~~7601.24291.1.4,             -, PART,   7601.24291, true",
        "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.3930.1.7.cat,            -, HEAD,   19041.3930, true",
        "Package_2373_for_KB5034122~31bf3856ad364e35~amd64~~19041.3930.1.7.cat,       KB5034122, PART, 19041.3930, false",
        "Microsoft-Windows-Client-Package~31bf3856ad364e35~amd64~~10.0.19041.3930.cat, -, PART,  19041.3930, false",
        "Microsoft-Windows-Client-Package~31bf3856ad364e35~amd64~en-US~10.0.19041.1.CAT, -, PART, 19041.1, false",
        "Package_for_ServicingStack_1525~31bf3856ad364e35~amd64~~19041.1525.1.3,      -, PART,   -, false",
        "Package_1_for_ServicingStack_1525~31bf3856ad364e35~amd64~~19041.1525.1.3,    -, PART,   -, false",
        "Package_for_DotNetRollup~31bf3856ad364e35~amd64~~10.0.4614.2,                -, PART,   -, false",
        "ntpe.cat,                                                                    -, PART,   -, false",
        "Package_for_KB12~31bf3856ad364e35~amd64~~6.1.1.0,                            -, HEAD,   -, false",
        "Package_for_KB12345~31bf3856ad364e35~amd64~~6.1.1.0,                         KB12345, HEAD, -, false",
        "Package_for_KB123456789~31bf3856ad364e35~amd64~~6.1.1.0,                     -, HEAD,   -, false",
        "Package_for_XKB3202790~31bf3856ad364e35~amd64~~6.1.1.0,                      -, PART,   -, false",
        "Package_for_KB3202790X~31bf3856ad364e35~amd64~~6.1.1.0,                      -, PART,   -, false",
        "Package_for_RollupFix~31bf3856ad364e35~amd64~~6.0.6002.18005,                -, HEAD,   6002.18005, true",
        "Package_for_RollupFix~31bf3856ad364e35~amd64~~6.3.9600.17031,                -, HEAD,   9600.17031, true",
        "Package_for_RollupFix~31bf3856ad364e35~amd64~~6.4.9841.1,                    -, HEAD,   -, true",
        "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1,                  -, HEAD,   -, true",
        "Package_for_RollupFix~31bf3856ad364e35~amd64~~19041.2965.1.8.9,              -, HEAD,   -, true",
        "NotAKB3202790X~31bf3856ad364e35~amd64~~6.1.1.0,                              -, PART,   -, false",
        "'',                                                                          -, PART,   -, false",
    })
    void everyForm_isRead(String text, String kb, Role role, String build, boolean rollup) {
        // When
        CbsPackageName name = CbsPackageName.of(text);

        // Then
        assertThat(name.kb().orElse("-")).isEqualTo(kb);
        assertThat(name.role()).isEqualTo(role);
        assertThat(name.build().map(BuildRevision::toString).orElse("-")).isEqualTo(build);
        assertThat(name.rollup()).isEqualTo(rollup);
    }

    @Test
    void turkishLocale_readsAlike() {
        // Given
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            // When
            CbsPackageName name = CbsPackageName.of("PACKAGE_FOR_ROLLUPFIX~31bf~amd64~~19041.2965.1.8.CAT");

            // Then
            assertThat(name.rollup()).isTrue();
            assertThat(CbsPackageName.mayTellUpdate("PACKAGE_FOR_ROLLUPFIX~31bf~amd64~~19041.2965.1.8"))
                    .isTrue();
            assertThat(name.build()).contains(new BuildRevision(19041, 2965));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "19042, 19041",
        "19043, 19041",
        "19044, 19041",
        "19045, 19041",
        "22631, 22621",
        "26200, 26100",
        "18363, 18362",
        "20348, 20348",
        "7601, 7601"
    })
    void releaseOfALine_hasItsFirstBuildsNumbers(int build, int first) {
        assertThat(ServicingLine.of(build)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"26100.4349, 26100.4349", "26100.4349.1, -", "10.0.26100, -", "5999.1, -", "26100, -", "'', -"})
    void buildAndRevision_areReadFromTwoNumbersAndNothingElse(String text, String read) {
        assertThat(BuildRevision.ofShort(text).map(BuildRevision::toString).orElse("-"))
                .isEqualTo(read);
    }
}
