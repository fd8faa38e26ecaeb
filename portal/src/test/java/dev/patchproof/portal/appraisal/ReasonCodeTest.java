package dev.patchproof.portal.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonCodeTest {
    @Test
    void everyReasonCode_isGivenSomewhere() {
        // Given
        JavaClasses appraisal = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.patchproof.portal.appraisal");

        // When
        List<ReasonCode> unused = Arrays.stream(ReasonCode.values())
                .filter(code -> appraisal.get(ReasonCode.class).getField(code.name()).getAccessesToSelf().stream()
                        .noneMatch(access -> !access.getOriginOwner().isEquivalentTo(ReasonCode.class)))
                .toList();

        // Then
        assertThat(unused).isEmpty();
    }
}
