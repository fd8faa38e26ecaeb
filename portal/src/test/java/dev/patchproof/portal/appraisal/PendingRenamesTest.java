package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingRenamesTest {
    private static final String PATH = "%SystemRoot%\\System32\\rpcrt4.dll";
    private static final Optional<String> RESOLVED = Optional.of("C:\\WINDOWS\\System32\\rpcrt4.dll");

    @ParameterizedTest
    @CsvSource({
        "\\??\\C:\\WINDOWS\\System32\\rpcrt4.dll, ''",
        "\\??\\C:\\WINDOWS\\system32\\RPCRT4.DLL, \\??\\C:\\old.tmp",
        "\\??\\C:\\new.tmp, !\\??\\c:\\windows\\system32\\rpcrt4.dll",
        "\\??\\C:\\new.tmp, *1\\??\\c:\\windows\\system32\\rpcrt4.dll",
    })
    void operationOnTheFile_touches(String source, String target) {
        assertThat(new PendingRenames(List.of(source, target)).touching(PATH, RESOLVED))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "\\??\\C:\\WINDOWS\\System32\\rpcrt4.dll.bak, ''",
        "\\??\\C:\\new.tmp, !\\??\\D:\\windows\\system32\\rpcrt4.dll",
        "'', ''",
    })
    void operationOnAnotherFile_doesNotTouch(String source, String target) {
        assertThat(new PendingRenames(List.of(source, target)).touching(PATH, RESOLVED))
                .isEmpty();
    }

    @Test
    void fileNotYetThere_isSeenByTheEndOfItsPath() {
        PendingRenames pending =
                new PendingRenames(List.of("\\??\\C:\\a.tmp", "!\\??\\C:\\WINNT\\System32\\rpcrt4.dll"));

        assertThat(pending.touching(PATH, Optional.empty())).hasSize(1);
    }

    @Test
    void otherFileWhereThisOneIsNotThere_doesNotTouch() {
        PendingRenames pending =
                new PendingRenames(List.of("\\??\\C:\\a.tmp", "!\\??\\C:\\WINNT\\System32\\xrpcrt4.dll"));

        assertThat(pending.touching(PATH, Optional.empty())).isEmpty();
    }

    @Test
    void listWithoutLastTarget_isReadWhole() {
        assertThat(new PendingRenames(List.of("\\??\\C:\\WINDOWS\\System32\\rpcrt4.dll")).touching(PATH, RESOLVED))
                .hasSize(1);
    }

    @Test
    void turkishLocale_foldsPathsAlike() {
        // Given
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            // When
            List<String> touching = new PendingRenames(List.of("\\??\\C:\\WINDOWS\\SYSTEM32\\WININET.DLL", ""))
                    .touching("%SystemRoot%\\System32\\wininet.dll", Optional.of("C:\\Windows\\System32\\wininet.dll"));

            // Then
            assertThat(touching).hasSize(1);
        } finally {
            Locale.setDefault(before);
        }
    }
}
